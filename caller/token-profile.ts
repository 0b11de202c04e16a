import { fold } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';

/**
 * The RESTful technical profile of the same policy that fetches a profile's bearer token: the one
 * whose OutputClaims have the claim of UseClaimAsBearerToken. Undefined where the profile needs no
 * token, or nobody fetches it.
 * @see facts rest-contract 2.3
 */
export function findTokenProfile(
  profile: RestfulTechnicalProfile,
  candidates: Iterable<RestfulTechnicalProfile>,
): RestfulTechnicalProfile | undefined {
  const { authentication } = profile;
  if (authentication.type !== 'BearerClaim') return undefined;
  const makesToken = (candidate: RestfulTechnicalProfile) => {
    return candidate.outputClaims.some(({ reference }) => {
      return fold(reference.claimTypeReferenceId) === fold(authentication.claim);
    });
  };
  return [...candidates].find((other) => fold(other.id) !== fold(profile.id) && makesToken(other));
}
