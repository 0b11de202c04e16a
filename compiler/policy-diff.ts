import { flattenPolicy, withoutPositions } from './flatten.ts';
import { fold } from './id-map.ts';
import type { EffectivePolicy } from './model.ts';

/** What a change is about. */
export type ChangedPart =
  | 'chain'
  | 'relyingParty'
  | 'supportedLanguages'
  | 'contentDefinition'
  | 'displayControl'
  | 'predicate'
  | 'predicateValidation'
  | 'localizedResources'
  | 'technicalProfile'
  | 'claimType'
  | 'claimsTransformation'
  | 'userJourney'
  | 'subJourney';

/** One difference between two effective policies. */
export interface PolicyChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly part: ChangedPart;
  /** Empty for the chain, the relying party and the languages, of which there is one. */
  readonly id: string;
  /** Steps from the part to what differs: `inputClaims`, `email`, `required`. Empty: all of it. */
  readonly path: readonly string[];
  /** Absent where it was added. */
  readonly before?: Json;
  /** Absent where it was removed. */
  readonly after?: Json;
}

/** What a policy is made of, once its positions are left out. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * What differs between two effective policies: parts by their ids, claims and steps within them by what
 * names them. The files that they come from, and the faults in them, are no difference.
 */
export function comparePolicies(before: EffectivePolicy, after: EffectivePolicy): PolicyChange[] {
  const [one, other] = [partsOf(before), partsOf(after)];
  const parts = [...one].flatMap(([part, items]): Part[] => {
    const others = other.get(part) ?? [];
    return pairItems(items, others).map(({ name, ...pair }) => ({ part, id: name, ...pair }));
  });
  return parts.flatMap(comparePart);
}

interface Part {
  readonly part: ChangedPart;
  readonly id: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Parts by what they are; of what there is one, the name is empty. */
function partsOf(policy: EffectivePolicy): Map<ChangedPart, readonly Json[]> {
  const flat = flattenPolicy(policy, []);
  const { supportedLanguages, localizedResources = [] } = policy.localization ?? {};
  const model = (parts: readonly object[]) => parts.map(withoutPositions);
  return new Map<ChangedPart, readonly Json[]>([
    ['chain', [{ id: '', policies: flat.chain.map(({ policyId }) => policyId) }]],
    ['relyingParty', flat.relyingParty ? [{ ...plain(flat.relyingParty), id: '' }] : []],
    ['technicalProfile', flat.technicalProfiles.map(plain)],
    ['claimType', flat.claimTypes.map(plain)],
    ['claimsTransformation', flat.claimsTransformations.map(plain)],
    ['userJourney', flat.userJourneys.map(plain)],
    ['subJourney', flat.subJourneys.map(plain)],
    ['contentDefinition', model(policy.contentDefinitions.values())],
    ['displayControl', model(policy.displayControls.values())],
    ['predicate', model(policy.predicates.values())],
    ['predicateValidation', model(policy.predicateValidations.values())],
    ['supportedLanguages', model(supportedLanguages ? [{ ...supportedLanguages, id: '' }] : [])],
    ['localizedResources', model(localizedResources)],
  ]);
}

/** What is absent is an absent property. */
function plain(part: object): { readonly [key: string]: Json } {
  return withoutPositions(part);
}

function comparePart({ part, id, before, after }: Part): PolicyChange[] {
  return differences(before, after).map((difference) => ({ part, id, ...difference }));
}

type Difference = Pick<PolicyChange, 'kind' | 'path' | 'before' | 'after'>;

/** Recursive: a flattened policy nests no deeper than its schema. */
function differences(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === undefined && after !== undefined) return [{ kind: 'added', path, after }];
  if (after === undefined && before !== undefined) return [{ kind: 'removed', path, before }];
  if (before === undefined || after === undefined) return [];
  if (isList(before) && isList(after)) return listDifferences(before, after, path);
  if (!isObject(before) || !isObject(after)) return [{ kind: 'changed', path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(own(before, key), own(after, key), [...path, key]));
}

/** Where no member differs, their order does: it is the order in which B2C runs or shows them. */
function listDifferences(
  before: readonly Json[],
  after: readonly Json[],
  path: readonly string[],
): Difference[] {
  const items = pairItems(before, after);
  const found = items.flatMap((item) => differences(item.before, item.after, [...path, item.name]));
  if (found.length > 0) return found;
  const [one, other] = [namesOf(before), namesOf(after)];
  return [{ kind: 'changed', path: [...path, 'order'], before: one, after: other }];
}

interface Item {
  readonly name: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Members of two lists that have one name; names count without case, and in the order they come. */
function pairItems(before: readonly Json[], after: readonly Json[]): Item[] {
  const items = new Map<string, { name: string; before?: Json; after?: Json }>();
  for (const [side, list] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const names = namesOf(list);
    for (const [index, value] of list.entries()) {
      const name = names[index] ?? '';
      const item = items.get(fold(name)) ?? { name };
      item[side] = value;
      items.set(fold(name), item);
    }
  }
  return [...items.values()];
}

/** `email`, and `email (2)` where a list has it twice. */
function namesOf(list: readonly Json[]): string[] {
  const counts = new Map<string, number>();
  return list.map((value) => {
    const name = nameOf(value);
    const count = (counts.get(fold(name)) ?? 0) + 1;
    counts.set(fold(name), count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

const naming = [
  'id',
  'claimTypeReferenceId',
  'displayControlReferenceId',
  'referenceId',
  'order',
  'targetClaimsExchangeId',
  'validationClaimsExchangeId',
  'technicalProfileReferenceId',
  'language',
  'name',
  'value',
  'culture',
];

function nameOf(value: Json): string {
  if (!isObject(value)) return String(value);
  if ('executeActionsIf' in value) return preconditionName(value);
  if ('stringId' in value) return localizedName(value, 'stringId');
  if ('targetCollection' in value) return localizedName(value, 'targetCollection');
  const key = naming.find((each) => Object.hasOwn(value, each));
  return key === undefined ? JSON.stringify(value) : String(value[key]);
}

/** Of one claim a step may have several preconditions: each is told by all that it says. */
function preconditionName({ type, executeActionsIf, values }: { readonly [key: string]: Json }) {
  const shown = isList(values ?? null) ? (values as readonly Json[]).join(' ') : '';
  return `${type} ${shown} ${executeActionsIf}`;
}

function localizedName(value: { readonly [key: string]: Json }, last: string): string {
  const words = [own(value, 'elementType'), own(value, 'elementId'), own(value, last)];
  return words.filter((word) => word !== undefined).join(' ');
}

function own(value: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
