import { fold } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';

/**
 * The RESTful technical profile of the same policy that fetches a profile's bearer token: the one
 * whose OutputClaims have the claim of UseClaimAsBearerToken, and that needs no such claim itself.
 * Undefined where the profile needs no token, or nobody fetches it.
 * @see facts rest-contract 2.3
 */
export function findTokenProfile(
  { authentication }: RestfulTechnicalProfile,
  candidates: Iterable<RestfulTechnicalProfile>,
): RestfulTechnicalProfile | undefined {
  if (authentication.type !== 'BearerClaim') return undefined;
  const makesToken = ({ outputClaims }: RestfulTechnicalProfile) => {
    return outputClaims.some(({ claimType }) => fold(claimType.id) === fold(authentication.claim));
  };
  return [...candidates].find((candidate) => {
    return candidate.authentication.type !== 'BearerClaim' && makesToken(candidate);
  });
}
