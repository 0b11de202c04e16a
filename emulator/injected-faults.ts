import { randomUUID } from 'node:crypto';
import { fold } from '../compiler/id-map.ts';
import { FaultProxy } from './fault-proxy.ts';

/** How a REST API can fail. */
export const faultKinds = [
  'slow',
  'timeout',
  'serverError',
  'tooManyRequests',
  'connectionRefused',
  'html',
  'errorBody',
  'duplicate',
] as const;
type FaultKind = (typeof faultKinds)[number];

/** What shall go wrong in the calls of one RESTful technical profile. */
interface WantedFault {
  readonly technicalProfileId: string;
  readonly kind: FaultKind;
  /** How many requests, retries among them, it befalls; absent: all until it is removed. */
  readonly times?: number;
  /** `slow`: by how much. Default: 3000. */
  readonly delayMs?: number;
  /** `serverError`: from 500 to 599. Default: 503. */
  readonly status?: number;
}

/** A fault that is set. */
export interface InjectedFault extends WantedFault {
  readonly id: string;
  /** How many requests it has befallen. */
  readonly happened: number;
}

/** Nothing listens there: the port is reserved for a service of the seventies. */
const closedOrigin = 'http://127.0.0.1:1';

/**
 * Faults that tests set, one for each technical profile. The calls of such a profile are sent to a proxy on
 * this machine that fails as asked, so that the caller meets real HTTP; all others go their straight way.
 */
export class InjectedFaults {
  readonly #faults = new Map<string, InjectedFault>();
  readonly #proxy = new FaultProxy((id) => this.#happen(id));

  /** Sets a fault; one that the profile has already is replaced. */
  set(wanted: WantedFault): InjectedFault {
    const fault = { ...wanted, id: randomUUID(), happened: 0 };
    this.#faults.set(fold(wanted.technicalProfileId), fault);
    return fault;
  }

  all(): readonly InjectedFault[] {
    return [...this.#faults.values()];
  }

  /** Removes one by its id, else all. Returns how many there were. */
  clear(id?: string): number {
    const gone = this.all().filter((fault) => id === undefined || fault.id === id);
    for (const { technicalProfileId } of gone) this.#faults.delete(fold(technicalProfileId));
    return gone.length;
  }

  /** Where the call of a technical profile is sent: the URL itself, where nothing shall go wrong. */
  async lead(technicalProfileId: string, url: string): Promise<string> {
    const fault = this.#faults.get(fold(technicalProfileId));
    if (!fault || isOver(fault)) return url;
    if (fault.kind !== 'connectionRefused') return this.#proxy.addressOf(fault.id, url);
    this.#happen(fault.id);
    return url.replace(/^https?:\/\/[^/?#]*/i, closedOrigin);
  }

  /** Ends the proxy, where one was needed. */
  close(): Promise<void> {
    return this.#proxy.close();
  }

  /** Counts, and gives the fault that befalls a request; undefined: it has befallen enough of them. */
  #happen(id: string): InjectedFault | undefined {
    const fault = this.all().find((each) => each.id === id);
    if (!fault || isOver(fault)) return undefined;
    const counted = { ...fault, happened: fault.happened + 1 };
    this.#faults.set(fold(fault.technicalProfileId), counted);
    return counted;
  }
}

function isOver({ times, happened }: InjectedFault): boolean {
  return times !== undefined && happened >= times;
}
