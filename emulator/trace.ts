import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { Position } from '../compiler/source.ts';
import type { ClaimChange } from './claims-bag.ts';
import type { Phase } from './profile-type.ts';
import { masked } from './secret-claims.ts';

/** What happened in a journey. The trace viewer and golden files read nothing else. */
export interface TraceEvent {
  /** Its place in the trace, from 1. */
  readonly number: number;
  readonly at: Date;
  /** How long it took, in milliseconds of the real clock. */
  readonly durationMs: number;
  readonly kind: TraceKind;
  /** `SignUpOrSignIn 2`, with sub journeys before it: `SignUpOrSignIn 3 > PasswordReset 1`. */
  readonly step: string;
  readonly technicalProfileId?: string;
  /** The self-asserted profile or display control that called the profile. */
  readonly calledBy?: string;
  /** Its changes stay with the page whose validation technical profile it is. */
  readonly isScoped?: boolean;
  readonly phase?: Phase;
  /** One sentence on what happened, or why not. */
  readonly text: string;
  /** The claims that it set, in order. */
  readonly changes: readonly TracedChange[];
  /** More that is worth seeing: a request, a message, the claims of a token. Secrets are masked. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Where the policy says so. */
  readonly position?: Position;
  /** The journey went back: its claims are those after the event with this number. */
  readonly backTo?: number;
}

export type TraceKind =
  | 'journey'
  | 'step'
  | 'skipped'
  | 'precondition'
  | 'phase'
  | 'transformation'
  | 'page'
  | 'submission'
  | 'redirect'
  | 'http'
  | 'session'
  | 'response'
  | 'hint'
  | 'fault';

/** A changed claim as the trace shows it. */
export interface TracedChange {
  readonly claimTypeReferenceId: string;
  /** Absent: the claim was absent. */
  readonly before?: TracedValue;
  readonly after: TracedValue;
}

/** A claim's value as JSON; a secret is `***`. */
export type TracedValue = string | number | boolean | null | readonly unknown[] | object;

/** Shorter values are found in any sentence by chance. */
const shortestSecret = 4;

/** What an event is made of; the trace adds number and time. */
export type NewTraceEvent = Omit<TraceEvent, 'number' | 'at' | 'changes' | 'durationMs'> & {
  readonly changes?: readonly ClaimChange[];
  readonly durationMs?: number;
};

type IsClaim = (claimTypeReferenceId: string) => boolean;

/** One masked value of a trace. */
interface MaskedValue {
  /** The number of the event that set the claim. */
  readonly event: number;
  readonly claimTypeReferenceId: string;
  /** What the claim was before. */
  readonly isBefore?: boolean;
}

/** The events of one transaction. */
export class Trace {
  readonly #events: TraceEvent[] = [];
  readonly #now: () => Date;
  readonly #isSecret: IsClaim;
  readonly #isRevealable: IsClaim;
  /** Masked changes by event and claim, for `reveal`: no event, no JSON and no export has them. */
  readonly #hidden = new Map<string, ClaimChange>();
  /** Values of secret claims: a message of an API or a policy may quote one. */
  readonly #secrets = new Set<string>();
  /** Called for each event as it happens. */
  onEvent: ((event: TraceEvent) => void) | undefined;

  /**
   * @param isSecret whether a claim is masked, by its id
   * @param isRevealable which of these whoever looks at the trace can ask for; default: none
   */
  constructor(now: () => Date, isSecret: IsClaim, isRevealable: IsClaim = () => false) {
    this.#now = now;
    this.#isSecret = isSecret;
    this.#isRevealable = isRevealable;
  }

  add({ changes = [], durationMs = 0, text, details, ...event }: NewTraceEvent): void {
    const number = this.#events.length + 1;
    const shown = this.#show(changes);
    this.#hide(number, changes);
    const traced = {
      ...{ ...event, number, at: this.#now(), durationMs, changes: shown, text: this.#mask(text) },
      ...(details === undefined ? {} : { details: this.#maskAll(details) as typeof details }),
    };
    this.#events.push(traced);
    this.onEvent?.(traced);
  }

  events(): readonly TraceEvent[] {
    return this.#events;
  }

  /** The claims as they were after the event with this number: all changes up to it. */
  claimsAfter(number: number): Map<string, TracedValue> {
    const events = this.#events.slice(0, number);
    const returned = events.findLast(({ backTo }) => backTo !== undefined);
    const claims = this.#claimsBefore(returned);
    for (const { changes, isScoped } of events.slice(returned ? returned.number - 1 : 0)) {
      if (isScoped) continue;
      for (const { claimTypeReferenceId, after } of changes) {
        claims.set(claimTypeReferenceId, after);
      }
    }
    return claims;
  }

  /** Where the journey went back, those of then. */
  #claimsBefore(returned: TraceEvent | undefined): Map<string, TracedValue> {
    return returned?.backTo === undefined ? new Map() : this.claimsAfter(returned.backTo);
  }

  /** A masked value that an event has set, or replaced; undefined: there is none, or it stays hidden. */
  reveal({ event, claimTypeReferenceId, isBefore = false }: MaskedValue): TracedValue | undefined {
    const change = this.#hidden.get(hiddenKey(event, claimTypeReferenceId));
    const value = isBefore ? change?.before : change?.after;
    return value === undefined ? undefined : showValue(value);
  }

  /** Nothing is revealed any more. */
  forgetHidden(): void {
    this.#hidden.clear();
  }

  #hide(event: number, changes: readonly ClaimChange[]): void {
    for (const change of changes) {
      const id = change.claimTypeReferenceId;
      if (this.#isSecret(id) && this.#isRevealable(id))
        this.#hidden.set(hiddenKey(event, id), change);
    }
  }

  #show(changes: readonly ClaimChange[]): TracedChange[] {
    return changes.map(({ claimTypeReferenceId, before, after }) => {
      const isSecret = this.#isSecret(claimTypeReferenceId);
      if (isSecret) this.#learn(after);
      const shown = (value: ClaimValue) => (isSecret ? masked : showValue(value));
      const former = before === undefined ? {} : { before: shown(before) };
      return { claimTypeReferenceId, ...former, after: shown(after) };
    });
  }

  #learn(value: ClaimValue): void {
    if (typeof value !== 'string' || value.length < shortestSecret) return;
    const spellings = [
      value,
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value.toWellFormed()),
    ];
    for (const spelling of spellings) this.#secrets.add(spelling);
  }

  #mask(text: string): string {
    let shown = text;
    for (const secret of this.#secrets) shown = shown.replaceAll(secret, masked);
    return shown;
  }

  #maskAll(value: unknown): unknown {
    if (this.#secrets.size === 0) return value;
    if (typeof value === 'string') return this.#mask(value);
    if (Array.isArray(value)) return value.map((item) => this.#maskAll(item));
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.#maskAll(item)]),
    );
  }
}

function hiddenKey(event: number, claimTypeReferenceId: string): string {
  return `${event} ${fold(claimTypeReferenceId)}`;
}

/** A claim's value as JSON can hold it: a dateTime is ISO text, a long its digits. */
function showValue(value: ClaimValue): TracedValue {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : value;
}
