import type { Diagnostic } from '../compiler/diagnostic.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold, IdMap } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import { type PolicySetRequest, readPolicySet } from '../compiler/policy-set.ts';
import { resolveSet } from '../compiler/resolve.ts';
import {
  type RestfulTechnicalProfile,
  readRestfulTechnicalProfile,
} from '../compiler/restful-technical-profile.ts';
import { UsageError } from './usage.ts';

/** A relying party and the RESTful technical profiles that can be called in it. */
export interface RelyingPartyProfiles {
  readonly policy: EffectivePolicy;
  readonly profiles: IdMap<RestfulTechnicalProfile>;
  /** What is wrong with single profiles, by id, those that cannot be called among them. */
  readonly faults: IdMap<readonly Diagnostic[]>;
}

/**
 * Reads the RESTful technical profiles of every relying party below the folders. The diagnostics are
 * those of reading and merging: what is wrong with one profile concerns nobody who calls another.
 */
export function readRestfulProfiles(request: PolicySetRequest) {
  const { policies, diagnostics } = resolveSet(readPolicySet(request));
  return { relyingParties: policies.map(profilesOf), diagnostics };
}

/** A profile that can be called, or why it cannot. */
export type ProfileSearch =
  | (RelyingPartyProfiles & { readonly profile: RestfulTechnicalProfile })
  | { readonly diagnostics: readonly Diagnostic[] };

/**
 * The first relying party with the profile, or the one that is asked for.
 * @throws UsageError when there is none
 */
export function findProfile(
  relyingParties: readonly RelyingPartyProfiles[],
  id: string,
  policyId: string | undefined,
): ProfileSearch {
  const asked = relyingParties.filter(({ policy }) => {
    return policyId === undefined || fold(policy.policyId) === fold(policyId);
  });
  if (asked.length === 0 && policyId !== undefined) {
    const known = relyingParties.map(({ policy }) => policy.policyId);
    throw new UsageError(`There is no relying party "${policyId}".${didYouMean(policyId, known)}`);
  }
  for (const relyingParty of asked) {
    const profile = relyingParty.profiles.get(id);
    if (profile) return { ...relyingParty, profile };
  }
  const diagnostics = asked.flatMap(({ faults }) => faults.get(id) ?? []);
  if (diagnostics.length > 0) return { diagnostics };
  const known = asked.flatMap(({ profiles }) => profiles.keys());
  throw new UsageError(`There is no RESTful technical profile "${id}".${didYouMean(id, known)}`);
}

function profilesOf(policy: EffectivePolicy): RelyingPartyProfiles {
  const profiles = new IdMap<RestfulTechnicalProfile>();
  const faults = new IdMap<readonly Diagnostic[]>();
  for (const technicalProfile of policy.technicalProfiles.values()) {
    const { restful, diagnostics } = readRestfulTechnicalProfile(policy, technicalProfile);
    if (diagnostics.length > 0) faults.set(technicalProfile.id, diagnostics);
    if (restful) profiles.set(restful.id, restful);
  }
  return { policy, profiles, faults };
}
