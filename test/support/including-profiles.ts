import * as fc from 'fast-check';
import { IdMap } from '../../compiler/id-map.ts';
import type { TechnicalProfile } from '../../compiler/model.ts';

/** What a random profile says, and which one, if any, it includes. */
interface Draft {
  readonly included?: number;
  readonly metadata: readonly number[];
  readonly claims: readonly number[];
}

/** Up to twelve random profiles. */
export const drafts = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.array(
    fc.record(
      {
        included: fc.nat(count - 1),
        metadata: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
        claims: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
      },
      { requiredKeys: ['metadata', 'claims'] },
    ),
    { minLength: count, maxLength: count },
  ),
);

const position = { file: 'a.xml', line: 1, column: 1 };

/** The drafts as technical profiles. */
export function toProfiles(list: readonly Draft[]): IdMap<TechnicalProfile> {
  return new IdMap(
    list.map(({ included, metadata, claims }, index): [string, TechnicalProfile] => [
      `p${index}`,
      {
        id: `p${index}`,
        position,
        metadata: metadata.map((key) => ({
          key: `k${key}`,
          value: `${key} of p${index}`,
          position,
        })),
        cryptographicKeys: [],
        inputClaimsTransformations: [],
        inputClaims: claims.map((claim) => ({
          claimTypeReferenceId: `c${claim}`,
          defaultValue: `${index}`,
          position,
        })),
        displayClaims: [],
        persistedClaims: [],
        outputClaims: [],
        outputClaimsTransformations: [],
        validationTechnicalProfiles: [],
        errorHandlers: [],
        ...(included !== undefined && {
          includeTechnicalProfile: { referenceId: `P${included}`, position },
        }),
      },
    ]),
  );
}

/** The profiles from this one on, or nothing where they form a circle. */
export function pathFrom(list: readonly Draft[], start: number): number[] | undefined {
  const path: number[] = [];
  for (let at: number | undefined = start; at !== undefined; at = list[at]?.included) {
    if (path.includes(at)) return undefined;
    path.push(at);
  }
  return path;
}

/** Each circle of includes has one member with the smallest number. */
export function circles(list: readonly Draft[]): number {
  return [...list.keys()].filter((start) => {
    const members = new Set<number>();
    let at = list[start]?.included;
    for (; at !== undefined && !members.has(at); at = list[at]?.included) members.add(at);
    return members.has(start) && isFirstOfItsCircle(list, start);
  }).length;
}

function isFirstOfItsCircle(list: readonly Draft[], start: number): boolean {
  for (let at = list[start]?.included; at !== start; at = list[at ?? start]?.included) {
    if (at === undefined || at < start) return false;
  }
  return true;
}
