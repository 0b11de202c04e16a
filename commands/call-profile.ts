import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type CallOptions, callProfile, type ProfileCall } from '../caller/call.ts';
import type { JourneyContext } from '../caller/claim-resolvers.ts';
import { hasValue } from '../caller/claims-bag.ts';
import { keysFrom } from '../caller/keys.ts';
import type { CallOutcome } from '../caller/outcome.ts';
import { curlForProfile } from '../caller/profile-curl.ts';
import { findTokenProfile } from '../caller/token-profile.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import type { CallFlags } from './call.ts';
import { readClaims } from './call-claims.ts';
import { printOutcome } from './call-report.ts';
import { readLocalSettings } from './local-settings.ts';
import { printDiagnostics } from './report.ts';
import { findProfile, readRestfulProfiles } from './restful-profiles.ts';
import { exitCodeOfDiagnostics, requireFolders, UsageError } from './usage.ts';

/** Calls, or prints the command line. Returns the exit code: 0 where claims came back. */
export async function runCall(id: string, flags: CallFlags): Promise<number> {
  const folders = flags.policies ?? ['policies'];
  requireFolders(folders);
  const { relyingParties, diagnostics } = readRestfulProfiles({
    folders,
    environment: flags.env,
    settings: readSettings(flags.setting ?? []),
  });
  const isKnown = relyingParties.some(({ profiles, faults }) => profiles.has(id) || faults.has(id));
  const prevents = ({ severity, rule }: Diagnostic) =>
    severity === 'error' && (!isKnown || preventing.has(rule));
  const unread = diagnostics.filter(prevents);
  if (unread.length > 0) return refuse(unread);
  const found = findProfile(relyingParties, id, flags.policy);
  if (!('profile' in found)) return refuse(found.diagnostics);
  const { policy, profile, profiles } = found;
  const call = prepareCall(policy, profile, flags);
  const tokenProfile = findTokenProfile(profile, profiles.values());
  if (flags.curl) return printCurl(call, tokenProfile, flags);
  const outcome = await callWithToken(call, tokenProfile);
  printOutcome(outcome, { profile, profiles: profiles.values(), isJson: flags.json === true });
  return outcome.outcome === 'claims' ? 0 : 1;
}

/** Without these nobody knows where a profile leads; what else is wrong with policies is not asked here. */
const preventing = new Set(['file-unreadable', 'settings-environment', 'settings-unreadable']);

function refuse(diagnostics: readonly Diagnostic[]): number {
  printDiagnostics(diagnostics);
  return exitCodeOfDiagnostics(diagnostics) || 1;
}

/** Reads `name=value` options. */
export function readSettings(options: readonly string[]): Record<string, string> {
  const pairs = options.map((option) => {
    const equals = option.indexOf('=');
    if (equals < 1) throw new UsageError('"--setting" takes name=value.');
    return [option.slice(0, equals), option.slice(equals + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

function prepareCall(
  policy: EffectivePolicy,
  profile: RestfulTechnicalProfile,
  flags: CallFlags,
): ProfileCall {
  const names = { claimTypes: policy.claimTypes, profile };
  const options: Partial<CallOptions> = { claimForm: flags.text ? 'text' : 'native' };
  return {
    profile,
    claims: readClaims(names, flags.claims, flags.claim ?? []),
    context: journeyContext(policy, flags.language),
    keys: keysFrom(readLocalSettings(), keyFolder(flags)),
    options,
  };
}

function keyFolder(flags: CallFlags): string {
  return join(flags.data, 'keys');
}

/** What a journey of this machine knows before its first step. */
export function journeyContext(policy: EffectivePolicy, culture: string): JourneyContext {
  const leaf = policy.chain.at(-1);
  const tenant = leaf ? { tenantName: leaf.tenantId, trustFrameworkTenantName: leaf.tenantId } : {};
  return {
    correlationId: randomUUID(),
    culture,
    now: new Date(),
    policyId: policy.policyId,
    hostName: 'localhost',
    ipAddress: '127.0.0.1',
    ...tenant,
  };
}

function printCurl(
  call: ProfileCall,
  tokenProfile: RestfulTechnicalProfile | undefined,
  flags: CallFlags,
): number {
  const token = tokenProfile ? { tokenProfile } : {};
  console.log(curlForProfile({ ...call, ...token, keyFolder: keyFolder(flags) }));
  return 0;
}

/** A journey would have fetched the token in an earlier step; where that fails, its outcome is the answer. */
async function callWithToken(
  call: ProfileCall,
  tokenProfile: RestfulTechnicalProfile | undefined,
): Promise<CallOutcome> {
  const { authentication } = call.profile;
  const needsToken =
    authentication.type === 'BearerClaim' && !hasValue(call.claims.get(authentication.claim));
  if (!needsToken || tokenProfile === undefined) return callProfile(call);
  const fetched = await callProfile({ ...call, profile: tokenProfile });
  if (fetched.outcome !== 'claims') return fetched;
  for (const [id, value] of fetched.claims) call.claims.set(id, value);
  return callProfile(call);
}
