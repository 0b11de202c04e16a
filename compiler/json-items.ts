import { TransformationFailed } from '../shared/errors.ts';
import { isJsonObject } from '../shared/json.ts';
import type { ClaimValue } from './claim-value.ts';
import type { NamedOutput } from './define-transformation.ts';
import { jsonToClaim } from './json-claims.ts';
import type { OtherSlots } from './transformation-slots.ts';

/** The parameters that GetClaimsFromJsonArray and its second version share. */
export const jsonItemParameters = {
  errorOnMissingClaims: 'boolean',
  includeEmptyClaims: 'boolean',
  jsonSourceKeyName: 'string',
  jsonSourceValueName: 'string',
} as const;

/** Their output claims: one for each claim that is wanted. */
export const jsonItemOutputs: OtherSlots = {
  dataTypes: ['string', 'int', 'boolean', 'dateTime'],
  names: 'the key of an item',
  pattern: /./s,
};

interface Parameters {
  readonly errorOnMissingClaims: boolean;
  readonly includeEmptyClaims: boolean;
  readonly jsonSourceKeyName: string;
  readonly jsonSourceValueName: string;
}

/**
 * Takes the value of each output from the first item whose key is the output's name.
 * @throws {TransformationFailed} where an item is missing that must be there, or its value does not fit
 */
export function claimsFromItems(
  items: readonly unknown[],
  parameters: Parameters,
  outputs: readonly NamedOutput[],
): ReadonlyMap<string, ClaimValue> {
  const values = new Map<unknown, unknown>();
  for (const item of items.toReversed()) {
    if (!isJsonObject(item)) throw new TransformationFailed('An item is no JSON object.');
    values.set(item[parameters.jsonSourceKeyName], item[parameters.jsonSourceValueName] ?? null);
  }
  return new Map(outputs.flatMap((output) => claimFromItem(values, parameters, output)));
}

function claimFromItem(
  values: ReadonlyMap<unknown, unknown>,
  { errorOnMissingClaims, includeEmptyClaims }: Parameters,
  { name, dataType }: NamedOutput,
): [string, ClaimValue][] {
  const value = values.get(name);
  if (value === undefined && errorOnMissingClaims) {
    throw new TransformationFailed(`The JSON has no item "${name}".`);
  }
  if (value === undefined) return [];
  if (value !== '' && value !== null) return [[name, jsonToClaim(dataType, value)]];
  return includeEmptyClaims ? [[name, dataType === 'string' ? value : null]] : [];
}
