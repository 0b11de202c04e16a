import type { Diagnostic } from '../compiler/diagnostic.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold, IdMap } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import { type PolicySetRequest, readPolicySet } from '../compiler/policy-set.ts';
import { resolvePolicy } from '../compiler/resolve.ts';
import {
  type RestfulTechnicalProfile,
  readRestfulTechnicalProfile,
} from '../compiler/restful-technical-profile.ts';

/** A relying party and the RESTful technical profiles that can be called in it. */
export interface RelyingPartyProfiles {
  readonly policy: EffectivePolicy;
  readonly profiles: IdMap<RestfulTechnicalProfile>;
}

/** Reads the RESTful technical profiles of every relying party below the folders. */
export function readRestfulProfiles(request: PolicySetRequest) {
  const set = readPolicySet(request);
  const diagnostics: Diagnostic[] = [...set.diagnostics];
  const relyingParties = set.leaves.map((leaf): RelyingPartyProfiles => {
    const { policy, diagnostics: faults } = resolvePolicy(set, leaf);
    diagnostics.push(...faults);
    return { policy, profiles: profilesOf(policy, diagnostics) };
  });
  return { relyingParties, diagnostics };
}

/**
 * The first relying party with the profile, or the one that is asked for.
 * @throws Error with one line to print, when there is none
 */
export function findProfile(
  relyingParties: readonly RelyingPartyProfiles[],
  id: string,
  policyId: string | undefined,
): RelyingPartyProfiles & { readonly profile: RestfulTechnicalProfile } {
  const asked = relyingParties.filter(({ policy }) => {
    return policyId === undefined || fold(policy.policyId) === fold(policyId);
  });
  if (asked.length === 0 && policyId !== undefined) {
    const known = relyingParties.map(({ policy }) => policy.policyId);
    throw new Error(`There is no relying party "${policyId}".${didYouMean(policyId, known)}`);
  }
  for (const relyingParty of asked) {
    const profile = relyingParty.profiles.get(id);
    if (profile) return { ...relyingParty, profile };
  }
  const known = asked.flatMap(({ profiles }) => profiles.keys());
  throw new Error(`There is no RESTful technical profile "${id}".${didYouMean(id, known)}`);
}

function profilesOf(policy: EffectivePolicy, diagnostics: Diagnostic[]) {
  const profiles = new IdMap<RestfulTechnicalProfile>();
  for (const technicalProfile of policy.technicalProfiles.values()) {
    const { restful, diagnostics: faults } = readRestfulTechnicalProfile(policy, technicalProfile);
    diagnostics.push(...faults);
    if (restful) profiles.set(restful.id, restful);
  }
  return profiles;
}
