import type { Diagnostic } from './diagnostic.ts';
import { Suggestions } from './did-you-mean.ts';
import type { MergedPolicy } from './merge.ts';
import type { TechnicalProfile } from './model.ts';
import { fault, type ReadingRuleName } from './reading-rules.ts';
import type { Position } from './source.ts';

/*
 * What technical profiles refer to must be declared somewhere in the chain. They are looked at before
 * includes are resolved, so that each reference is judged once, where it is written.
 */

interface Reference {
  readonly id: string;
  readonly position: Position;
}

/** References of all technical profiles, the relying party's among them, to what nobody declares. */
export function unknownReferences(policy: MergedPolicy): Diagnostic[] {
  const relyingParty = policy.relyingParty?.technicalProfiles ?? [];
  const profiles = [...policy.technicalProfiles.values(), ...relyingParty];
  return [
    ...unknownClaimTypes(profiles, policy),
    ...unknownTechnicalProfiles(profiles, policy),
    ...unknownTransformations(profiles, policy),
  ];
}

function unknownClaimTypes(
  profiles: readonly TechnicalProfile[],
  { claimTypes }: MergedPolicy,
): Diagnostic[] {
  const references = profiles.flatMap(claimReferences);
  return unknown('ref-unknown-claim-type', 'claim type', references, claimTypes);
}

/** Every claim that a technical profile names, in the order of its lists. */
function claimReferences(profile: TechnicalProfile): Reference[] {
  const { inputClaims, displayClaims, persistedClaims, outputClaims } = profile;
  const references: Reference[] = [];
  for (const claims of [inputClaims, displayClaims, persistedClaims, outputClaims]) {
    for (const { claimTypeReferenceId: id, position } of claims) {
      if (id !== undefined) references.push({ id, position });
    }
  }
  return references;
}

function unknownTechnicalProfiles(
  profiles: readonly TechnicalProfile[],
  { technicalProfiles }: MergedPolicy,
): Diagnostic[] {
  const references = profiles.flatMap((profile) => {
    const session = profile.useTechnicalProfileForSessionManagement;
    const named = [...profile.validationTechnicalProfiles, ...(session ? [session] : [])];
    return named.map(({ referenceId: id, position }) => ({ id, position }));
  });
  const rule = 'ref-unknown-technical-profile';
  return unknown(rule, 'technical profile', references, technicalProfiles);
}

function unknownTransformations(
  profiles: readonly TechnicalProfile[],
  { claimsTransformations }: MergedPolicy,
): Diagnostic[] {
  const references = profiles.flatMap((profile) => {
    const named = [...profile.inputClaimsTransformations, ...profile.outputClaimsTransformations];
    return named.map(({ referenceId: id, position }) => ({ id, position }));
  });
  const rule = 'ref-unknown-transformation';
  return unknown(rule, 'claims transformation', references, claimsTransformations);
}

interface Declarations {
  has(id: string): boolean;
  keys(): string[];
}

function unknown(
  rule: ReadingRuleName,
  kind: string,
  references: readonly Reference[],
  declared: Declarations,
): Diagnostic[] {
  const suggestions = new Suggestions();
  return references
    .filter(({ id }) => !declared.has(id))
    .map(({ id, position }) => {
      return fault(
        rule,
        position,
        `Unknown ${kind} "${id}".${suggestions.for(id, () => declared.keys())}`,
      );
    });
}
