import { findTokenProfile } from '../caller/token-profile.ts';
import { describeBackend } from '../compiler/backend.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { GeneratedProfile } from '../compiler/generated-profile.ts';
import { IdMap } from '../compiler/id-map.ts';
import type { PolicySetRequest } from '../compiler/policy-set.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { readProject } from './project.ts';
import { readRestfulProfiles } from './restful-profiles.ts';

/** A profile of ours at its local address, and the one that fetches its bearer token. */
export interface LocalProfile {
  readonly restful: RestfulTechnicalProfile;
  /** As the Functions host has it, without its prefix. */
  readonly route: string;
  readonly policyId: string;
  readonly tokenProfile?: RestfulTechnicalProfile;
}

/** What the policies say of this machine's backend. */
export interface LocalPolicies {
  readonly profiles: readonly LocalProfile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the policies with an environment of appsettings.json and gives our profiles as a caller sees
 * them: with addresses. A profile that several relying parties share is given once.
 * @param moved settings that move the addresses; which profiles are ours is judged without them
 */
export function readLocalPolicies(
  request: PolicySetRequest,
  moved: NonNullable<PolicySetRequest['settings']>,
): LocalPolicies {
  const { ours, diagnostics } = readOurs(request);
  const { relyingParties, diagnostics: faults } = readRestfulProfiles({
    ...request,
    settings: moved,
  });
  const found = new IdMap<LocalProfile>();
  for (const { policy, profiles } of relyingParties) {
    for (const restful of profiles.values()) {
      const known = ours.get(restful.id);
      if (!known || found.has(restful.id)) continue;
      const tokenProfile = findTokenProfile(restful, profiles.values());
      const place = { restful, route: known.contract.route, policyId: policy.policyId };
      found.set(restful.id, tokenProfile ? { ...place, tokenProfile } : place);
    }
  }
  return { profiles: found.values(), diagnostics: [...diagnostics, ...faults] };
}

function readOurs(request: PolicySetRequest) {
  const { configuration, routePrefix, diagnostics } = readProject();
  const policies = readRestfulProfiles(request).relyingParties.map(({ policy }) => policy);
  const backend = describeBackend({ policies, configuration, everything: false, routePrefix });
  const ours = new IdMap<GeneratedProfile>();
  for (const profile of backend.profiles) ours.set(profile.id, profile);
  return { ours, diagnostics: [...diagnostics, ...backend.diagnostics] };
}

/** The issuer's address as the policies have it: where the token profiles point; undefined without any. */
export function tokenEndpointOf(profiles: readonly LocalProfile[]): URL | undefined {
  const found = profiles.find(({ tokenProfile }) => tokenProfile)?.tokenProfile;
  return found ? new URL(found.serviceUrl) : undefined;
}
