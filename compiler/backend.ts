import type { Configuration } from './configuration.ts';
import { type Diagnostic, sortDiagnostics } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { describeClaimType, type GeneratedClaimType } from './generated-claim-type.ts';
import { describeProfile, type GeneratedProfile } from './generated-profile.ts';
import { finding } from './generating-rules.ts';
import { fold } from './id-map.ts';
import { hasWholeChain } from './journey-steps.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import { agreeOn, type Seen } from './relying-parties.ts';
import {
  isOnlyIncluded,
  isRestful,
  readRestfulTechnicalProfile,
} from './restful-technical-profile.ts';
import { checkRoutes } from './route-conflicts.ts';
import { parseServiceUrl } from './service-url.ts';
import type { Position } from './source.ts';

/** Where profiles and their claims come from, and which of them are ours. */
export interface BackendRequest {
  /** Of every relying party. */
  readonly policies: readonly EffectivePolicy[];
  readonly configuration: Configuration;
  /** Every RESTful technical profile, whatever its host. */
  readonly everything: boolean;
  /** host.json's extensions.http.routePrefix. */
  readonly routePrefix: string;
}

/** The profiles that we serve and the claim types they use, each once and in the order of their names. */
export interface Backend {
  readonly profiles: readonly GeneratedProfile[];
  readonly claimTypes: readonly GeneratedClaimType[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads our profiles from all relying parties, and reports where these or two profiles do not agree.
 * A relying party whose chain breaks off is left out: most of what could be said of it is not true.
 */
export function describeBackend(request: BackendRequest): Backend {
  const diagnostics: Diagnostic[] = [];
  const whole = request.policies.filter(hasWholeChain);
  const policies = whole.toSorted((one, other) => byText(one.policyId, other.policyId));
  const seen = withoutTwins(policies).map((policy) => readPolicy(policy, request, diagnostics));
  const profiles = agreeOn(
    seen.flatMap((policy) => policy.profiles),
    diagnostics,
  ).values();
  const claimTypes = agreeOn(
    seen.flatMap((policy) => policy.claimTypes),
    diagnostics,
  ).values();
  profiles.sort((one, other) => byText(one.file, other.file) || byText(one.id, other.id));
  claimTypes.sort((one, other) => byText(one.name, other.name) || byText(one.id, other.id));
  checkNames(profiles, ({ file }) => `profiles/${file}.ts`, diagnostics);
  checkNames(profiles, ({ name }) => name, diagnostics);
  checkNames(claimTypes, ({ name }) => name, diagnostics);
  checkRoutes(profiles, (profile) => isOurHost(request.configuration, profile.origin), diagnostics);
  if (whole.length === request.policies.length)
    checkConfiguration(request.configuration, policies, diagnostics);
  return { profiles, claimTypes, diagnostics: sortDiagnostics(diagnostics) };
}

/** Relying parties that add nothing share all that resolving made: what one of them sees, all see. */
function withoutTwins(policies: readonly EffectivePolicy[]): readonly EffectivePolicy[] {
  return policies.filter((policy, index) => {
    return !policies
      .slice(0, index)
      .some((earlier) => sharedParts.every((part) => earlier[part] === policy[part]));
  });
}

const sharedParts = [
  'technicalProfiles',
  'claimTypes',
  'predicates',
  'predicateValidations',
] as const;

/** By lower case first: the same order on every machine, whatever its language. */
function byText(one: string, other: string): number {
  const [a, b] = [fold(one), fold(other)];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}

function readPolicy(policy: EffectivePolicy, request: BackendRequest, diagnostics: Diagnostic[]) {
  const profiles = readProfiles(policy, request, diagnostics);
  const claimTypes = readClaimTypes(policy, profiles, diagnostics);
  checkEnforced(profiles, claimTypes, diagnostics);
  return { profiles, claimTypes };
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

function readProfiles(
  policy: EffectivePolicy,
  request: BackendRequest,
  diagnostics: Diagnostic[],
): Seen<GeneratedProfile>[] {
  const { configuration, routePrefix } = request;
  const isListed = (origin: string) => configuration.hosts?.includes(origin) ?? false;
  const ours = policy.technicalProfiles
    .values()
    .filter((profile) => isOurs(policy, profile, request));
  return ours.flatMap((profile) => {
    const { restful, diagnostics: faults } = readRestfulTechnicalProfile(policy, profile);
    diagnostics.push(...faults);
    if (restful === undefined) return [];
    const validation = configuration.profiles.get(profile.id)?.validation ?? 'observe';
    const options = { routePrefix, validation, isOurs: isListed, diagnostics };
    const part = describeProfile(policy, restful, options);
    return part ? [{ policyId: policy.policyId, part }] : [];
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
  const claims = profiles.flatMap(({ part }) => [...part.contract.input, ...part.contract.output]);
  const ids = new Set(claims.map(({ claimType }) => claimType));
  return [...ids].flatMap((id) => {
    const claimType = policy.claimTypes.get(id);
    const part = claimType && describeClaimType(policy, claimType, diagnostics);
    return part ? [{ policyId: policy.policyId, part }] : [];
  });
}

function checkNames<Part extends { readonly id: string; readonly position: Position }>(
  parts: readonly Part[],
  nameOf: (part: Part) => string,
  diagnostics: Diagnostic[],
): void {
  const firsts = new Map<string, Part>();
  for (const part of parts) {
    const name = nameOf(part);
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, part);
      continue;
    }
    const message = `"${first.id}" and "${part.id}" both become "${name}".`;
    diagnostics.push(finding('generated-name', part.position, message));
  }
}

function checkConfiguration(
  { profiles }: Configuration,
  policies: readonly EffectivePolicy[],
  diagnostics: Diagnostic[],
): void {
  for (const [id, { position }] of profiles) {
    if (policies.some((policy) => policy.technicalProfiles.has(id))) continue;
    const hint = didYouMean(
      id,
      policies.flatMap((policy) => policy.technicalProfiles.keys()),
    );
    const message = `"profiles" names "${id}", which no policy declares.${hint}`;
    diagnostics.push(finding('configuration-file', position, message, { severity: 'warning' }));
  }
}
