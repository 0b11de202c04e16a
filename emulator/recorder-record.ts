import type { ClaimValue } from '../compiler/claim-value.ts';
import type { ClaimChange } from './claims-bag.ts';
import type { TraceKind } from './trace.ts';

/** What a RecorderRecord comes to. */
export interface ReadRecord {
  readonly kind: TraceKind;
  readonly text: string;
  readonly step?: string;
  readonly technicalProfileId?: string;
  readonly changes?: readonly ClaimChange[];
  /** The record as it came, where nothing better is known of it. */
  readonly details?: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Kinds of events by the keys of records; a transformation and a claims exchange are read further. */
const kinds = new Map<string, TraceKind>([
  ['PreconditionList', 'precondition'],
  ['SkippingStep', 'skipped'],
  ['EnabledForUserJourneysFalse', 'skipped'],
  ['HomeRealmDiscovery', 'step'],
  ['SubJourneyInvoked', 'step'],
  ['ApiUiManagerInfo', 'page'],
  ['SendingRequest', 'http'],
  ['ValidationRequestUrl', 'http'],
  ['OAuth1RequestInfo', 'http'],
  ['ErrorResponseReceived', 'fault'],
  ['SendErrorTechnicalProfile', 'fault'],
  ['Validation', 'submission'],
  ['JourneyCompleted', 'response'],
]);

/** Reads one key of a RecorderRecord and its value. @see facts engine 5.4 */
export function readRecord(key: string, value: unknown): ReadRecord {
  if (/ClaimsTransformation$/.test(key)) return readTransformation(key, value);
  const technicalProfileId = findText(value, 'TechnicalProfileId');
  const step = findText(value, 'CurrentStep');
  return {
    kind: kinds.get(key) ?? 'phase',
    text: technicalProfileId === undefined ? `${key}.` : `${key}: ${technicalProfileId}.`,
    ...(step === undefined ? {} : { step }),
    ...(technicalProfileId === undefined ? {} : { technicalProfileId }),
    ...(isFields(value) ? { details: withoutValues(value) } : {}),
  };
}

function readTransformation(key: string, value: unknown): ReadRecord {
  const entries = entriesOf(value);
  const id = entries.find(([name]) => name === 'Id')?.[1];
  const changes = entries.flatMap(([name, item]) => {
    const claim = isFields(item) ? item['PolicyClaimType'] : undefined;
    if (name !== 'Result' || typeof claim !== 'string' || !isFields(item)) return [];
    return [{ claimTypeReferenceId: claim, after: (item['Value'] ?? null) as ClaimValue }];
  });
  const text = typeof id === 'string' ? id : key;
  return { kind: 'transformation', text, changes };
}

/** The keys and values of a record: a list of pairs, itself the value of a pair or of Values. */
function entriesOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) {
    return value.filter(isFields).flatMap((entry): [string, unknown][] => {
      const { Key: key, Value: inner } = entry as { Key?: unknown; Value?: unknown };
      const isNested = typeof key === 'string' && /ClaimsTransformation$/.test(key);
      return isNested ? entriesOf(inner) : [[String(key), inner]];
    });
  }
  return isFields(value) ? entriesOf(value['Values']) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const deepest = 12;

/** The first member with the name, wherever it is. */
function findText(value: unknown, name: string, depth = 0): string | undefined {
  if (depth > deepest || typeof value !== 'object' || value === null) return undefined;
  if (isFields(value)) {
    const found = value[name] ?? (value['Key'] === name ? value['Value'] : undefined);
    if (typeof found === 'string' || typeof found === 'number') return String(found);
  }
  for (const member of Object.values(value)) {
    const found = findText(member, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Values of claims are in the changes alone. */
function withoutValues(value: Fields): Fields {
  const shown = (name: string, member: unknown): unknown =>
    name === 'Value' && typeof member !== 'object' ? undefined : member;
  return JSON.parse(JSON.stringify(value, shown)) as Fields;
}
