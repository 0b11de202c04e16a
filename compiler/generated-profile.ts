import type { Diagnostic } from './diagnostic.ts';
import { finding } from './generating-rules.ts';
import { fold } from './id-map.ts';
import type { EffectivePolicy, InputClaim } from './model.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import { constantName, fileName } from './names.ts';
import type {
  RestfulAuthentication,
  RestfulTechnicalProfile,
  SendClaimsIn,
  WireClaim,
} from './restful-technical-profile.ts';
import { sentClaims } from './sent-claims.ts';
import { parseServiceUrl, parseUnfinishedUrl, type ServiceUrl } from './service-url.ts';
import type { Position } from './source.ts';
import { readUrlTemplate, startsWithPrefix, type UrlTemplate } from './url-template.ts';
import { checkWireNames, mergeByWireName } from './wire-names.ts';

/** What generated code says of a RESTful technical profile of one relying party. */
export interface GeneratedProfile {
  readonly id: string;
  /** The constant, and the file below `profiles/`. */
  readonly name: string;
  readonly file: string;
  readonly displayName?: string;
  /** The files that declare it, root base policy first. */
  readonly policyFiles: readonly string[];
  readonly position: Position;
  readonly origin: string;
  /** All that relying parties may not see differently. */
  readonly contract: ProfileContract;
}

export interface ProfileContract {
  readonly method: 'GET' | 'POST';
  readonly route: string;
  readonly sendClaimsIn: SendClaimsIn;
  readonly urlQuery?: readonly (readonly [parameter: string, wireName: string])[];
  readonly payloadClaim?: string;
  readonly resolveJsonPaths: boolean;
  readonly authentication: RestfulAuthentication;
  readonly validation: 'observe' | 'enforce';
  readonly correlationClaim?: string;
  readonly cultureClaim?: string;
  /** The wire names of input claims whose UserInputType is Password, where there are any. */
  readonly passwordClaims?: readonly string[];
  readonly input: readonly GeneratedClaim[];
  readonly output: readonly GeneratedClaim[];
}

/** One property of a schema: its wire name, and the id of its ClaimType. */
export interface GeneratedClaim {
  readonly wireName: string;
  readonly claimType: string;
  readonly required: boolean;
}

/** What a description depends on besides the policy. */
export interface DescribeOptions {
  /** host.json's extensions.http.routePrefix. */
  readonly routePrefix: string;
  readonly validation: 'observe' | 'enforce';
  /** Whether an origin is known to be that of our functions. */
  readonly isOurs: (origin: string) => boolean;
  readonly diagnostics: Diagnostic[];
}

/** Describes a profile; faults go to `options.diagnostics`. */
export function describeProfile(
  policy: EffectivePolicy,
  restful: RestfulTechnicalProfile,
  options: DescribeOptions,
): GeneratedProfile | undefined {
  const finished = parseServiceUrl(restful.serviceUrl);
  const url = finished ?? parseUnfinishedUrl(restful.serviceUrl);
  if (url === undefined) return undefined;
  const { diagnostics } = options;
  const template = readUrlTemplate(restful, url, options);
  const input = sentClaims(restful, template, diagnostics);
  checkWireNames(restful, input, diagnostics);
  if (options.isOurs(url.origin)) checkPrefix(restful, url, options);
  const properties = {
    input: mergeByWireName(policy, input, diagnostics),
    output: mergeByWireName(policy, restful.outputClaims, diagnostics).map(neverRequired),
  };
  const { id, technicalProfile } = restful;
  const displayName = technicalProfile.displayName?.trim();
  return {
    id,
    name: constantName(id, 'profile'),
    file: fileName(id),
    ...(displayName ? { displayName } : {}),
    policyFiles: declaringFiles(policy, id),
    position: technicalProfile.position,
    origin: url.origin,
    contract: {
      ...readWire(restful, template),
      ...(finished || template.route ? {} : { route: fileName(id) }), // no path yet either
      validation: options.validation,
      ...readResolvers(restful, input, diagnostics),
      ...readPasswords(input),
      ...properties,
    },
  };
}

function checkPrefix(
  { id, technicalProfile }: RestfulTechnicalProfile,
  { segments }: ServiceUrl,
  { routePrefix, diagnostics }: DescribeOptions,
): void {
  if (startsWithPrefix(segments, routePrefix)) return;
  const message = `The path "/${segments.join('/')}" of "${id}" does not begin with the route prefix "${routePrefix}".`;
  diagnostics.push(finding('route-prefix', technicalProfile.position, message));
}

function readWire(restful: RestfulTechnicalProfile, { route, urlQuery }: UrlTemplate) {
  const { method, sendClaimsIn, authentication, claimUsedForRequestPayload: payload } = restful;
  const payloadClaim = restful.inputClaims.find(({ claimType }) => claimType.id === payload);
  return {
    method,
    route,
    sendClaimsIn,
    ...(urlQuery.length > 0 ? { urlQuery } : {}),
    ...(payloadClaim ? { payloadClaim: payloadClaim.wireName } : {}),
    resolveJsonPaths: restful.resolveJsonPathsInJsonTokens,
    authentication,
  };
}

/** Required is the user's duty on an output claim of a page; an answer may lack any. */
function neverRequired(claim: GeneratedClaim): GeneratedClaim {
  return { ...claim, required: false };
}

const resolvers = [
  ['correlationClaim', '{Context:CorrelationId}'],
  ['cultureClaim', '{Culture:RFC5646}'],
] as const;

const useAlways = { kind: 'add-attribute', name: 'AlwaysUseDefaultValue', to: 'true' } as const;

/** The claims that carry what every answer needs to know: its correlation id, the user's language. */
function readResolvers(
  restful: RestfulTechnicalProfile,
  input: readonly WireClaim<InputClaim>[],
  diagnostics: Diagnostic[],
): { correlationClaim?: string; cultureClaim?: string } {
  const found: { correlationClaim?: string; cultureClaim?: string } = {};
  for (const [property, resolver] of resolvers) {
    const claim = input.find((candidate) => hasDefault(candidate, resolver));
    if (claim === undefined) continue;
    found[property] = claim.wireName;
    const { alwaysUseDefaultValue: isAlways, position } = claim.reference;
    const isEnabled = restful.includeClaimResolvingInClaimsHandling;
    if (isAlways && isEnabled) continue;
    const message = `B2C does not resolve "${resolver}" in the InputClaim "${claim.claimType.id}" of "${restful.id}".`;
    const corrected = isEnabled && isAlways === undefined ? { changes: [useAlways] } : {};
    diagnostics.push(finding('rest-claim-resolver', position, message, corrected));
  }
  return found;
}

function readPasswords(input: readonly WireClaim<InputClaim>[]): { passwordClaims?: string[] } {
  const passwords = input.filter(({ claimType }) => claimType.userInputType === 'Password');
  const wireNames = [...new Set(passwords.map(({ wireName }) => wireName))].sort();
  return wireNames.length > 0 ? { passwordClaims: wireNames } : {};
}

/** @see facts policy-language 1.6: resolvers are met in any case */
function hasDefault({ claimType, reference }: WireClaim<InputClaim>, resolver: string): boolean {
  return claimType.dataType === 'string' && fold(reference.defaultValue ?? '') === fold(resolver);
}

/** With forward slashes on every platform. */
function declaringFiles(policy: EffectivePolicy, id: string): string[] {
  const declares = policy.chain.filter((file) => declaredIn(file).has(fold(id)));
  return declares.map(({ position }) => position.file.replaceAll('\\', '/'));
}

/** Every profile of a policy asks every file of the chain. */
const declaredByFile = new WeakMap<TrustFrameworkPolicy, ReadonlySet<string>>();

function declaredIn(file: TrustFrameworkPolicy): ReadonlySet<string> {
  const known = declaredByFile.get(file);
  if (known) return known;
  const ids = new Set(file.technicalProfiles.map(({ id }) => fold(id)));
  declaredByFile.set(file, ids);
  return ids;
}
