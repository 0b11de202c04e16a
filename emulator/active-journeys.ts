import { createHash, timingSafeEqual } from 'node:crypto';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { goBack, type Stop } from './journey.ts';
import { UnexpectedEvent } from './journey-faults.ts';
import type { UserEvent } from './page.ts';
import type { StartedJourney } from './start-journey.ts';
import { newSecret, type Tenant } from './tenant.ts';
import type { Snapshot, Transaction } from './transaction.ts';

/** A journey that browsers talk to. */
export interface ActiveJourney {
  readonly transaction: Transaction;
  /** What its pages must send back: a request from elsewhere does not know it. */
  readonly csrf: string;
  /** Where it stands. */
  readonly stop: Stop;
  /** What the user has done, in order. It holds passwords: nothing of it is shown as it is. */
  readonly taken: readonly TakenEvent[];
}

/** Something that the user has done, and how many events the trace had then. */
export interface TakenEvent {
  readonly event: UserEvent;
  readonly events: number;
}

interface Entry {
  readonly transaction: Transaction;
  readonly csrf: string;
  stop: Stop;
  taken: TakenEvent[];
  lastUse: Date;
  /** Ends when the event that is being taken is. */
  turn: Promise<unknown>;
}

const idleMs = 60 * 60 * 1000;
const betweenLooksMs = 60 * 1000;
const mostJourneys = 1_000;
/** Of one journey; older ones are forgotten. */
const mostEvents = 200;

/**
 * The journeys of a tenant that are under way, by transaction id. Events of one journey are taken one
 * after another, whatever browsers do. Journeys that nobody has touched for an hour are forgotten, and
 * the oldest where there are more than a thousand.
 */
export class ActiveJourneys {
  readonly #tenant: Tenant;
  readonly #entries = new Map<string, Entry>();
  /** When idle ones were looked for, by the tenant's clock: it may be set back. */
  #lastLook = 0;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  add({ transaction, stop }: StartedJourney): ActiveJourney {
    this.#forgetOld();
    const entry = {
      ...{ transaction, stop, taken: [], csrf: newSecret(this.#tenant) },
      lastUse: this.#tenant.now(),
      turn: Promise.resolve(),
    };
    this.#entries.set(transaction.id, entry);
    this.#tenant.changes.announce();
    return entry;
  }

  find(transactionId: string): ActiveJourney | undefined {
    return this.#entries.get(transactionId);
  }

  /** The journey that waits for the answer of a provider with this state. */
  findByState(state: string): ActiveJourney | undefined {
    return [...this.#entries.values()].find(
      ({ stop }) => stop.kind === 'redirect' && isSame(stop.redirect.state, state),
    );
  }

  all(): readonly ActiveJourney[] {
    return [...this.#entries.values()];
  }

  clear(): void {
    for (const id of this.#entries.keys()) this.#forget(id);
    this.#tenant.changes.announce();
  }

  /**
   * Lets a journey take an event, once those before it are taken.
   * @throws UnexpectedEvent where the journey is not there, or its page cannot do that
   */
  async act(transactionId: string, event: UserEvent): Promise<ActiveJourney> {
    return this.#inTurn(transactionId, (entry) => this.#take(entry, event));
  }

  /**
   * Lets a journey run again from a step that it has taken, with some claims changed.
   * @throws UnexpectedEvent where the journey is not there
   */
  async runAgain(
    transactionId: string,
    snapshot: Snapshot,
    edits: ReadonlyMap<string, ClaimValue>,
  ): Promise<ActiveJourney> {
    return this.#inTurn(transactionId, async (entry) => {
      entry.stop = await goBack(entry.transaction, snapshot, { edits });
      entry.taken = entry.taken.filter(({ events }) => events < snapshot.events);
      entry.lastUse = this.#tenant.now();
      return entry;
    });
  }

  #inTurn(
    transactionId: string,
    take: (entry: Entry) => Promise<ActiveJourney>,
  ): Promise<ActiveJourney> {
    const entry = this.#entries.get(transactionId);
    if (!entry) throw new UnexpectedEvent('This journey is not there any more.');
    const takeAndTell = () => take(entry).finally(() => this.#tenant.changes.announce());
    const turn = entry.turn.then(takeAndTell, takeAndTell);
    entry.turn = turn;
    return turn;
  }

  async #take(entry: Entry, event: UserEvent): Promise<ActiveJourney> {
    const { stop } = entry;
    if (stop.kind !== 'page' && stop.kind !== 'redirect') {
      throw new UnexpectedEvent('This journey is at its end.');
    }
    const events = entry.transaction.trace.events().length;
    entry.stop = await stop.resume(event);
    entry.taken = [...entry.taken, { event, events }].slice(-mostEvents);
    entry.lastUse = this.#tenant.now();
    return entry;
  }

  /** The idle ones are looked for once a minute: a new journey does not pay for a thousand others. */
  #forgetOld(): void {
    const now = this.#tenant.now().getTime();
    if (Math.abs(now - this.#lastLook) >= betweenLooksMs) {
      this.#lastLook = now;
      for (const [id, { lastUse }] of this.#entries) {
        if (now - lastUse.getTime() > idleMs) this.#forget(id);
      }
    }
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= mostJourneys && oldest !== undefined) this.#forget(oldest);
  }

  /** Its trace may stay, without what it has hidden. */
  #forget(id: string): void {
    this.#entries.get(id)?.transaction.trace.forgetHidden();
    this.#entries.delete(id);
  }
}

/** Compares secrets in constant time, whatever their lengths: their digests have one. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
