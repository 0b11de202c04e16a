import {
  type RestfulTechnicalProfile,
  readRestfulTechnicalProfile,
} from '../../compiler/restful-technical-profile.ts';
import type { Tenant } from '../tenant.ts';

/** The RESTful technical profiles of all policies that can be called, each once, by their ids. */
export function calledApis({ policies }: Tenant): RestfulTechnicalProfile[] {
  const found = new Map<string, RestfulTechnicalProfile>();
  for (const { policy } of policies.policies()) {
    for (const profile of policy.technicalProfiles.values()) {
      const { restful } = readRestfulTechnicalProfile(policy, profile);
      if (restful && !found.has(restful.id)) found.set(restful.id, restful);
    }
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
