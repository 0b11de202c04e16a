import type { ClaimValue } from '../compiler/claim-value.ts';
import type { ClaimChange } from './claims-bag.ts';
import { readRecord } from './recorder-record.ts';
import { type RecorderMessage, readRecorderRows } from './recorder-rows.ts';
import { hasSecretName } from './secret-claims.ts';
import { Trace, type TraceEvent } from './trace.ts';

/** A journey of a real tenant, in the shape of our own traces. */
export interface RecordedJourney {
  readonly correlationId: string;
  readonly policyId: string;
  readonly events: readonly TraceEvent[];
}

/** What a log holds. */
export interface RecorderLog {
  /** In the order in which they begin. */
  readonly journeys: readonly RecordedJourney[];
  /** What of the text cannot be read, as sentences. */
  readonly faults: readonly string[];
}

/**
 * Reads the log of B2C's journey recorder: a pasted JSON array of clips, or the CSV of an Application
 * Insights query. Claims that are secrets by their name are masked; tokens are left out.
 * @see facts engine 5
 */
export function readRecorderLog(text: string): RecorderLog {
  const { messages, faults } = readRecorderRows(text);
  const byTime = messages.toSorted(
    (one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0),
  );
  const journeys = new Map<string, JourneyReader>();
  let current = new JourneyReader('', '');
  for (const message of byTime) {
    for (const clip of message.clips) {
      const headers = headersOf(clip);
      if (headers) current = journeyOf(journeys, headers);
      current.take(clip, message);
    }
  }
  const read = [...journeys.values()].map(({ correlationId, policyId, trace }) => {
    return { correlationId, policyId, events: trace.events() };
  });
  const isNothing = read.length === 0 && faults.length === 0;
  return { journeys: read, faults: isNothing ? ['The log has no clip "Headers".'] : faults };
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The content of a clip of a kind. */
function contentOf(clip: unknown, kind: string): unknown {
  return isFields(clip) && clip['Kind'] === kind ? clip['Content'] : undefined;
}

function headersOf(clip: unknown): Fields | undefined {
  const content = contentOf(clip, 'Headers');
  return isFields(content) ? content : undefined;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function journeyOf(journeys: Map<string, JourneyReader>, headers: Fields): JourneyReader {
  const correlationId = textOf(headers['CorrelationId']);
  const known = journeys.get(correlationId);
  if (known) return known;
  const journey = new JourneyReader(correlationId, textOf(headers['PolicyId']));
  journeys.set(correlationId, journey);
  return journey;
}

/** Turns the clips of one journey into events, one after another. */
class JourneyReader {
  readonly correlationId: string;
  readonly policyId: string;
  readonly trace: Trace;
  #now = new Date(0);
  /** The class that the next HandlerResult is of. */
  #handler = '';
  #step = '';
  #technicalProfileId: string | undefined;
  #claims: Fields = {};

  constructor(correlationId: string, policyId: string) {
    this.correlationId = correlationId;
    this.policyId = policyId;
    this.trace = new Trace(() => this.#now, hasSecretName);
  }

  take(clip: unknown, { at }: RecorderMessage): void {
    if (at) this.#now = at;
    const headers = headersOf(clip);
    if (headers) this.#add('journey', `${textOf(headers['EventInstance'])} of ${this.policyId}.`);
    const handler = contentOf(clip, 'Predicate') ?? contentOf(clip, 'Action');
    if (handler !== undefined) this.#handler = textOf(handler);
    const result = contentOf(clip, 'HandlerResult');
    if (isFields(result)) this.#takeResult(result);
    const fatal = contentOf(clip, 'FatalException');
    if (isFields(fatal)) this.#fail(fatal['Exception']);
  }

  #takeResult(result: Fields): void {
    const changes = this.#takeStatebag(result['Statebag']);
    const records = recordsOf(result['RecorderRecord']);
    for (const { Key: key, Value: value } of records) {
      const record = readRecord(textOf(key), value);
      if (record.step !== undefined) this.#step = record.step;
      this.#technicalProfileId = record.technicalProfileId ?? this.#technicalProfileId;
      this.#add(record.kind, record.text, record);
    }
    if (changes.length > 0) {
      this.#add('phase', `${shortName(this.#handler)} set claims.`, { changes });
    } else if (records.length === 0 && typeof result['PredicateResult'] === 'string') {
      this.#add('hint', `${shortName(this.#handler)}: ${result['PredicateResult']}.`);
    }
    if (result['Exception'] !== undefined) this.#fail(result['Exception']);
  }

  /** The step, the technical profile, and what has changed of all claims. @see facts engine 5.3 */
  #takeStatebag(statebag: unknown): ClaimChange[] {
    if (!isFields(statebag)) return [];
    const step = itemOf(statebag, 'ORCH_CS');
    if (step !== undefined) this.#step = step;
    const [profileId] = itemOf(statebag, 'CTP')?.split(':') ?? [];
    if (profileId) this.#technicalProfileId = profileId;
    const claims = claimsOf(statebag['Complex-CLMS']);
    if (!claims) return [];
    const changes = changesBetween(this.#claims, claims);
    this.#claims = claims;
    return changes;
  }

  #fail(exception: unknown): void {
    const messages: string[] = [];
    for (let fault = exception; isFields(fault); fault = fault['Exception']) {
      const message = textOf(fault['Message']);
      if (message !== '') messages.push(message);
    }
    this.#add('fault', messages.join(' ') || 'An exception without a message.');
  }

  #add(
    kind: TraceEvent['kind'],
    text: string,
    more: { readonly changes?: readonly ClaimChange[]; readonly details?: Fields } = {},
  ): void {
    const { changes = [], details } = more;
    this.trace.add({
      ...{ kind, text, changes },
      step: this.#step === '' ? this.policyId : `${this.policyId} ${this.#step}`,
      ...(this.#technicalProfileId ? { technicalProfileId: this.#technicalProfileId } : {}),
      ...(details === undefined ? {} : { details }),
    });
  }
}

function recordsOf(record: unknown): Fields[] {
  const values = isFields(record) ? record['Values'] : undefined;
  return Array.isArray(values) ? values.filter(isFields) : [];
}

/** An item's text: `{c, k, v, p}`, or the text itself. */
function itemOf(statebag: Fields, key: string): string | undefined {
  const item = statebag[key];
  const value = isFields(item) ? item['v'] : item;
  return typeof value === 'string' ? value : undefined;
}

function claimsOf(item: unknown): Fields | undefined {
  const value = isFields(item) && 'v' in item ? item['v'] : item;
  if (isFields(value)) return value;
  if (typeof value !== 'string') return undefined;
  try {
    const json: unknown = JSON.parse(value);
    return isFields(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function changesBetween(before: Fields, after: Fields): ClaimChange[] {
  const isSame = (id: string) => JSON.stringify(before[id]) === JSON.stringify(after[id]);
  return Object.keys(after)
    .filter((id) => !isSame(id))
    .map((id) => ({
      claimTypeReferenceId: id,
      ...(Object.hasOwn(before, id) ? { before: before[id] as ClaimValue } : {}),
      after: (after[id] ?? null) as ClaimValue,
    }));
}

/** `Web.TPEngine.StateMachineHandlers.SendClaimsHandler` → `SendClaims` */
function shortName(handler: string): string {
  return (handler.split('.').at(-1) ?? '').replace(/Handler$/, '');
}
