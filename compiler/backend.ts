import { assumeClaimTypes } from './assumed-claim-types.ts';
import {
  type BackendParts,
  type BackendRequest,
  isLenient,
  readBackendParts,
} from './backend-parts.ts';
import type { Configuration } from './configuration.ts';
import { type Diagnostic, sortDiagnostics } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { byText, withDistinctFiles, withDistinctNames } from './distinct-names.ts';
import { asWarnings } from './foreign-policies.ts';
import type { GeneratedClaimType } from './generated-claim-type.ts';
import type { GeneratedProfile } from './generated-profile.ts';
import { finding } from './generating-rules.ts';
import type { IdMap } from './id-map.ts';
import { hasWholeChain } from './journey-steps.ts';
import type { EffectivePolicy } from './model.ts';
import { agreeOn } from './relying-parties.ts';
import { checkRoutes } from './route-conflicts.ts';

/** The profiles that we serve and the claim types they use, each once and in the order of their names. */
export interface Backend {
  readonly profiles: readonly GeneratedProfile[];
  readonly claimTypes: readonly GeneratedClaimType[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads our profiles from all relying parties, and reports where these or two profiles do not agree.
 * A relying party whose base policy is missing is left out, but for policies of others.
 */
export function describeBackend(request: BackendRequest): Backend {
  const { configuration } = request;
  const lenient = isLenient(request);
  const found: Diagnostic[] = [];
  const policies = request.policies.toSorted((one, other) => byText(one.policyId, other.policyId));
  const parts = policies
    .flatMap((policy) => complete(policy, lenient, found))
    .map((policy, index, all) =>
      readBackendParts(policy, { ...request, earlier: all.slice(0, index) }, found),
    );
  const agreed = agreeOnParts(parts, lenient, found);
  const named = withDistinctNames(agreed.profiles.values(), found);
  const profiles = withDistinctFiles(named).sort(byFile);
  const claimTypes = withDistinctNames(agreed.claimTypes.values(), found).sort(byName);
  if (lenient) found.push(...leftOut(parts, agreed.profiles));
  const diagnostics = lenient ? asWarnings(found) : found;
  const isHosted = ({ origin }: GeneratedProfile) => configuration.hosts?.includes(origin) ?? false;
  checkRoutes(profiles, isHosted, diagnostics);
  if (lenient || policies.every(hasWholeChain))
    checkConfiguration(configuration, policies, diagnostics);
  return { profiles, claimTypes, diagnostics: sortDiagnostics(diagnostics) };
}

/** What a missing base policy declares is missing: for policies of others it is guessed. */
function complete(
  policy: EffectivePolicy,
  lenient: boolean,
  diagnostics: Diagnostic[],
): EffectivePolicy[] {
  if (lenient) return [assumeClaimTypes(policy, diagnostics)];
  return hasWholeChain(policy) ? [policy] : [];
}

function agreeOnParts(
  parts: readonly BackendParts[],
  takesFirst: boolean,
  diagnostics: Diagnostic[],
) {
  const options = { takesFirst, diagnostics };
  return {
    profiles: agreeOn(
      parts.flatMap(({ profiles }) => profiles),
      options,
    ),
    claimTypes: agreeOn(
      parts.flatMap(({ claimTypes }) => claimTypes),
      options,
    ),
  };
}

/** What no relying party can use. */
function leftOut(parts: readonly BackendParts[], profiles: IdMap<GeneratedProfile>): Diagnostic[] {
  const broken = parts.flatMap((part) => part.broken);
  return broken
    .filter(({ profile }) => !profiles.has(profile.id))
    .map(({ profile: { id, position }, cause }) => {
      const why = cause ? `: ${cause.rule} in line ${cause.position.line}` : '';
      return finding('profile-left-out', position, `"${id}" is left out${why}.`);
    });
}

function byFile(one: GeneratedProfile, other: GeneratedProfile): number {
  return byText(one.file, other.file) || byText(one.id, other.id);
}

function byName(one: GeneratedClaimType, other: GeneratedClaimType): number {
  return byText(one.name, other.name) || byText(one.id, other.id);
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
