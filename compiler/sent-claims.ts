import type { Diagnostic } from './diagnostic.ts';
import { finding } from './generating-rules.ts';
import { fold } from './id-map.ts';
import type { InputClaim } from './model.ts';
import type { RestfulTechnicalProfile, WireClaim } from './restful-technical-profile.ts';
import type { UrlTemplate } from './url-template.ts';

/**
 * The input claims that a function can read. Not among them: the bearer token, which is authentication
 * even where B2C also sends it as a property (unconfirmed); beside ClaimUsedForRequestPayload any other
 * claim (unconfirmed); with SendClaimsIn=Url what has no placeholder.
 * @see facts rest-contract 1.1, 1.3, 1.4
 */
export function sentClaims(
  restful: RestfulTechnicalProfile,
  template: UrlTemplate,
  diagnostics: Diagnostic[],
): WireClaim<InputClaim>[] {
  return restful.inputClaims.filter((claim) => {
    if (isBearerToken(restful, claim)) return false;
    if (isSent(restful, template, claim)) return true;
    const reason =
      restful.sendClaimsIn === 'Url'
        ? 'has no placeholder of its own in the ServiceUrl'
        : 'stands beside ClaimUsedForRequestPayload';
    const message = `The InputClaim "${claim.claimType.id}" of "${restful.id}" ${reason}.`;
    diagnostics.push(finding('rest-claim-not-sent', claim.reference.position, message));
    return false;
  });
}

function isBearerToken(
  { authentication }: RestfulTechnicalProfile,
  { claimType }: WireClaim<InputClaim>,
) {
  return authentication.type === 'BearerClaim' && fold(authentication.claim) === fold(claimType.id);
}

function isSent(
  { sendClaimsIn, claimUsedForRequestPayload: payload }: RestfulTechnicalProfile,
  template: UrlTemplate,
  { claimType, wireName }: WireClaim<InputClaim>,
): boolean {
  if (payload !== undefined) return claimType.id === payload;
  return sendClaimsIn !== 'Url' || template.wireNames.has(wireName);
}
