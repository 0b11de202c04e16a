import { parseJsonPath, setAtPath } from '../shared/json-path.ts';
import type { Diagnostic } from './diagnostic.ts';
import { anyOf, haveOneContract } from './generated-claim-type.ts';
import type { GeneratedClaim } from './generated-profile.ts';
import { finding } from './generating-rules.ts';
import type { EffectivePolicy, InputClaim, OutputClaim } from './model.ts';
import { isHeaderName } from './restful-authentication.ts';
import type { RestfulTechnicalProfile, WireClaim } from './restful-technical-profile.ts';

type AnyClaim = WireClaim<InputClaim | OutputClaim>;

/**
 * Two claims may share a wire name where only one of them ever has a value: of rules that differ, none
 * holds for both. @see facts rest-contract 1.4
 */
export function mergeByWireName(
  policy: EffectivePolicy,
  claims: readonly AnyClaim[],
  diagnostics: Diagnostic[],
): GeneratedClaim[] {
  const byWireName = Map.groupBy(claims, ({ wireName }) => wireName);
  return [...byWireName].flatMap(([wireName, [first, ...others]]) => {
    if (first === undefined) return [];
    const claimType = mergeClaimTypes(policy, first, others, diagnostics);
    const required = [first, ...others].some(({ reference }) => reference.required);
    return { wireName, claimType, required };
  });
}

function mergeClaimTypes(
  policy: EffectivePolicy,
  first: AnyClaim,
  others: readonly AnyClaim[],
  diagnostics: Diagnostic[],
): string {
  const { id, dataType = 'string' } = first.claimType;
  const rivals = others.filter(({ claimType }) => claimType.dataType !== dataType);
  diagnostics.push(...rivals.map((claim) => differentTypes(first, claim)));
  const agree = others.every(({ claimType }) =>
    haveOneContract(policy, first.claimType, claimType),
  );
  return agree ? id : anyOf(dataType);
}

function differentTypes(first: AnyClaim, second: AnyClaim): Diagnostic {
  const [one, other] = [first, second].map(
    ({ claimType }) => `"${claimType.id}" (${claimType.dataType})`,
  );
  const message = `The claims ${one} and ${other} both travel as "${first.wireName}".`;
  return finding('rest-wire-name-types', second.reference.position, message);
}

/** Reports names that cannot be a property, a header, or a path into JSON. */
export function checkWireNames(
  restful: RestfulTechnicalProfile,
  input: readonly AnyClaim[],
  diagnostics: Diagnostic[],
): void {
  for (const claim of [...input, ...restful.outputClaims]) {
    if (claim.wireName === '__proto__') report(restful, claim, 'a property', diagnostics);
  }
  if (restful.sendClaimsIn === 'Header') checkHeaders(restful, input, diagnostics);
  if (restful.resolveJsonPathsInJsonTokens) checkPaths(restful, diagnostics);
}

/** `account` cannot be a text and hold `account.tier`. */
function checkPaths(restful: RestfulTechnicalProfile, diagnostics: Diagnostic[]): void {
  const root = Object.create(null);
  const distinct = new Map(restful.outputClaims.map((claim) => [claim.wireName, claim]));
  for (const claim of distinct.values()) {
    const path = parseJsonPath(claim.wireName);
    if (path === undefined) report(restful, claim, 'a path into JSON', diagnostics);
    else if (!setAtPath(root, path, true))
      report(restful, claim, 'a path beside the others', diagnostics);
  }
}

/** Headers reach the function in lower case: two names that differ in case are one. */
function checkHeaders(
  restful: RestfulTechnicalProfile,
  input: readonly AnyClaim[],
  diagnostics: Diagnostic[],
): void {
  const names = new Map<string, string>();
  for (const claim of input) {
    if (!isHeaderName(claim.wireName)) report(restful, claim, 'a header', diagnostics);
    const header = claim.wireName.toLowerCase();
    const other = names.get(header) ?? claim.wireName;
    names.set(header, other);
    if (other !== claim.wireName) report(restful, claim, `a header beside "${other}"`, diagnostics);
  }
}

function report(
  { id }: RestfulTechnicalProfile,
  { wireName, reference }: AnyClaim,
  what: string,
  diagnostics: Diagnostic[],
): void {
  const message = `"${wireName}" cannot be ${what}, as "${id}" needs it.`;
  diagnostics.push(finding('rest-wire-name', reference.position, message));
}
