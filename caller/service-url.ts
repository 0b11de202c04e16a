import { fold } from '../compiler/id-map.ts';
import type { InputClaim } from '../compiler/model.ts';
import type { WireClaim } from '../compiler/restful-technical-profile.ts';

/**
 * Replaces the `{placeholders}` of a ServiceUrl's path and query by percent-encoded claims. A
 * placeholder is a wire name, else a ClaimType's id (unconfirmed which wins); one whose claim has
 * no value leaves nothing (unconfirmed), one that names no InputClaim stays as text, as does all
 * that looks like a placeholder in the host name.
 * @param texts wire name → text
 * @see facts rest-contract 1.1 and 1.3
 */
export function fillPlaceholders(
  serviceUrl: string,
  inputClaims: readonly WireClaim<InputClaim>[],
  texts: ReadonlyMap<string, string>,
): string {
  const [origin = '', rest] = splitOrigin(serviceUrl);
  const filled = rest.replaceAll(/\{([^{}]+)\}/g, (placeholder, name: string) => {
    const claim = findClaim(inputClaims, name);
    return claim ? encodeURIComponent(texts.get(claim.wireName) ?? '') : placeholder;
  });
  return origin + filled;
}

/** The address of an API as messages show it: without the values of a query, which may be keys. */
export function withoutQueryValues(serviceUrl: string): string {
  return serviceUrl.replaceAll(/(?<==)[^&#]+/g, '…');
}

function splitOrigin(serviceUrl: string): readonly [string, string] {
  const end = /^[a-z]+:\/\/[^/?#]*/i.exec(serviceUrl)?.[0].length ?? 0;
  return [serviceUrl.slice(0, end), serviceUrl.slice(end)];
}

function findClaim(inputClaims: readonly WireClaim<InputClaim>[], name: string) {
  const byWireName = inputClaims.find((claim) => fold(claim.wireName) === fold(name));
  const sameId = (claim: WireClaim<InputClaim>) =>
    fold(claim.reference.claimTypeReferenceId) === fold(name);
  return byWireName ?? inputClaims.find(sameId);
}
