import type { Configuration } from './configuration.ts';
import type { Diagnostic } from './diagnostic.ts';
import { isForeign } from './foreign-policies.ts';
import { describeAny, describeClaimType, type GeneratedClaimType } from './generated-claim-type.ts';
import { describeProfile, type GeneratedProfile } from './generated-profile.ts';
import { finding } from './generating-rules.ts';
import { fold } from './id-map.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import type { Seen } from './relying-parties.ts';
import {
  isOnlyIncluded,
  isRestful,
  readRestfulTechnicalProfile,
} from './restful-technical-profile.ts';
import { parseServiceUrl } from './service-url.ts';

/** Where profiles and their claims come from, and which of them are ours. */
export interface BackendRequest {
  /** Of every relying party. */
  readonly policies: readonly EffectivePolicy[];
  readonly configuration: Configuration;
  /** Every RESTful technical profile, whatever its host. */
  readonly everything: boolean;
  /** host.json's extensions.http.routePrefix. */
  readonly routePrefix: string;
  /** Errors stay errors in policies of others too: for lint, which judges them. */
  readonly keepsErrors?: boolean;
}

/** What one relying party has for the backend. */
export interface BackendParts {
  readonly profiles: readonly Seen<GeneratedProfile>[];
  readonly claimTypes: readonly Seen<GeneratedClaimType>[];
  /** Profiles that no code can be generated for. */
  readonly broken: readonly BrokenProfile[];
}

/** Whether what cannot be generated is left out, so that the rest can be. */
export function isLenient(request: BackendRequest): boolean {
  return isForeign(request) && !request.keepsErrors;
}

/** What reading one relying party's parts depends on. */
export interface PartsRequest extends BackendRequest {
  /** Relying parties that have been read: what this one shares with any of them is left out. */
  readonly earlier: readonly EffectivePolicy[];
}

/** Reads our profiles of one relying party, and the claim types they use. */
export function readBackendParts(
  policy: EffectivePolicy,
  request: PartsRequest,
  diagnostics: Diagnostic[],
): BackendParts {
  const { profiles, broken } = readProfiles(policy, request, diagnostics);
  const claimTypes = readClaimTypes(policy, profiles, diagnostics);
  checkEnforced(profiles, claimTypes, diagnostics);
  return { profiles, claimTypes, broken };
}

/** Observing may lack a rule, and says so once per claim type; enforcing may not. */
function checkEnforced(
  profiles: readonly Seen<GeneratedProfile>[],
  claimTypes: readonly Seen<GeneratedClaimType>[],
  diagnostics: Diagnostic[],
): void {
  const lacking = new Set(
    claimTypes.filter(({ part }) => part.lacksRule).map(({ part }) => part.id),
  );
  for (const { id, position, contract } of profiles.map(({ part }) => part)) {
    if (contract.validation === 'observe') continue;
    for (const { claimType } of contract.input.filter((claim) => lacking.has(claim.claimType))) {
      const message = `"${id}" cannot enforce every rule of its InputClaim "${claimType}": JavaScript cannot run one of them.`;
      diagnostics.push(finding('claim-rule-not-enforced', position, message));
    }
  }
}

/** A profile that no code is generated for, and why, where resolving has not said it. */
export interface BrokenProfile {
  readonly profile: EffectiveTechnicalProfile;
  readonly cause: Diagnostic | undefined;
}

function readProfiles(
  policy: EffectivePolicy,
  request: PartsRequest,
  diagnostics: Diagnostic[],
): Pick<BackendParts, 'profiles' | 'broken'> {
  const profiles: Seen<GeneratedProfile>[] = [];
  const broken: BrokenProfile[] = [];
  for (const profile of policy.technicalProfiles.values()) {
    if (!isOurs(policy, profile, request)) continue;
    if (request.earlier.some((other) => areAlike(policy, other, profile))) continue;
    const faults: Diagnostic[] = [];
    const part = readProfile(policy, profile, { ...request, diagnostics: faults });
    diagnostics.push(...withoutCommon(profile, request, faults));
    const isBroken = isLenient(request) && faults.some(isFatal);
    if (part === undefined || isBroken) broken.push({ profile, cause: faults.find(isFatal) });
    else profiles.push({ policy, part });
  }
  return { profiles, broken };
}

/** What another relying party's profiles only include has no ServiceUrl here either, where nothing calls it. */
function withoutCommon(
  profile: EffectiveTechnicalProfile,
  { policies }: BackendRequest,
  faults: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (!policies.some((policy) => isOnlyIncluded(policy, profile))) return faults;
  return faults.filter(
    ({ rule, severity }) => rule !== 'rest-service-url' || severity !== 'warning',
  );
}

/** Whether two policies of one base share a profile, and the claim types that it speaks of. */
function areAlike(
  policy: EffectivePolicy,
  other: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
): boolean {
  if (other.technicalProfiles.get(profile.id) !== profile) return false;
  if (other.predicates !== policy.predicates) return false;
  if (other.predicateValidations !== policy.predicateValidations) return false;
  const claims = [...profile.inputClaims, ...profile.outputClaims];
  return claims.every(
    ({ claimTypeReferenceId: id }) => other.claimTypes.get(id) === policy.claimTypes.get(id),
  );
}

/** A placeholder that nobody knows is text, and code can be generated around it. */
function isFatal({ severity, rule }: Diagnostic): boolean {
  return severity === 'error' && rule !== 'rest-url-placeholder';
}

/** What resolving has reported for every technical profile. */
function isResolved({ rule }: Diagnostic): boolean {
  return rule === 'ref-unknown-claim-type';
}

function readProfile(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
  request: BackendRequest & { readonly diagnostics: Diagnostic[] },
): GeneratedProfile | undefined {
  const { configuration, routePrefix, diagnostics } = request;
  const options = { takesUnfinishedUrls: isLenient(request) };
  const { restful, diagnostics: faults } = readRestfulTechnicalProfile(policy, profile, options);
  diagnostics.push(...faults.filter((fault) => !isResolved(fault)));
  if (restful === undefined) return undefined;
  const validation = configuration.profiles.get(profile.id)?.validation ?? 'observe';
  const isListed = (origin: string) => configuration.hosts?.includes(origin) ?? false;
  return describeProfile(policy, restful, {
    routePrefix,
    validation,
    isOurs: isListed,
    diagnostics,
  });
}

/** A ServiceUrl that cannot be read may be ours: its fault has to be seen. */
function isOurs(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
  { configuration, everything }: BackendRequest,
): boolean {
  if (!isRestful(profile) || isOnlyIncluded(policy, profile)) return false;
  if (everything) return true;
  const item = profile.metadata.find(({ key }) => fold(key.trim()) === 'serviceurl');
  const url = parseServiceUrl(item?.value.trim() ?? '');
  return url === undefined || isOurHost(configuration, url.origin);
}

function isOurHost({ hosts }: Configuration, origin: string): boolean {
  return hosts === undefined || hosts.includes(origin);
}

/** Each claim type that the profiles of one policy use, once. */
function readClaimTypes(
  policy: EffectivePolicy,
  profiles: readonly Seen<GeneratedProfile>[],
  diagnostics: Diagnostic[],
): Seen<GeneratedClaimType>[] {
  const [first] = profiles;
  if (first === undefined) return [];
  const claims = profiles.flatMap(({ part }) => [...part.contract.input, ...part.contract.output]);
  const ids = new Set(claims.map(({ claimType }) => claimType));
  return [...ids].flatMap((id) => {
    const claimType = policy.claimTypes.get(id);
    const part = claimType
      ? describeClaimType(policy, claimType, diagnostics)
      : describeAny(id, first.part.position);
    return part ? [{ policy, part }] : [];
  });
}
