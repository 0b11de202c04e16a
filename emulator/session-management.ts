import { parseClaimText } from '../caller/claim-forms.ts';
import type { EffectiveTechnicalProfile } from '../compiler/model.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import type { ProfileRun } from './profile-run.ts';
import type { SessionEntry } from './sso-session.ts';

/** How a session technical profile saves and restores. One per type of session provider. */
export interface SessionProvider {
  /** What the entry of this run holds; undefined: nothing is saved. */
  save(run: ProfileRun, session: SessionUse): SessionEntry | undefined;
  /** Whether the entry stands for a run of the technical profile. */
  restores: boolean;
}

/** The session technical profile of a run, and its entry's place. */
export interface SessionUse {
  readonly profile: EffectiveTechnicalProfile;
  readonly provider: SessionProvider;
  readonly scope: string;
  readonly entry: string;
}

/**
 * Whether the session stands for this run: then its persisted claims are back in the bag, and so are
 * the session profile's OutputClaims with a default. @see facts engine 2.13
 */
export function restoreSession(run: ProfileRun): boolean {
  const use = sessionUse(run);
  if (!use?.provider.restores) return false;
  const { session, tenant } = run.transaction;
  const found = session.find(use.scope, use.entry, tenant.now());
  if (!found) return false;
  for (const [id, value] of found.claims) run.bag.set(id, value);
  for (const { claimTypeReferenceId, defaultValue } of use.profile.outputClaims) {
    if (defaultValue !== undefined) setDefault(run, claimTypeReferenceId, defaultValue);
  }
  extendSession(run);
  if (session.authTime) run.transaction.authTime = session.authTime;
  const text = `The session "${use.profile.id}" stands for "${run.profile.id}".`;
  run.trace({
    kind: 'session',
    phase: 'SessionRestore',
    text,
    changes: run.bag.takeChanges(),
    position: use.profile.position,
  });
  return true;
}

function setDefault(run: ProfileRun, id: string, text: string): void {
  const value = parseClaimText(run.dataType(id), text);
  if (value !== undefined) run.bag.set(id, value);
}

/** Saves what the session profile persists; the user takes part in the session from now on. */
export function saveSession(run: ProfileRun): undefined {
  const use = sessionUse(run);
  const entry = use?.provider.save(run, use);
  if (!use || !entry) return;
  const { session, authTime } = run.transaction;
  session.save(use.scope, use.entry, entry);
  session.authTime ??= authTime;
  extendSession(run);
  run.trace({
    kind: 'session',
    phase: 'SessionSave',
    text: `The session "${use.profile.id}" keeps ${entry.claims.length} claims.`,
    details: { claims: entry.claims.map(([id]) => id) },
    position: use.profile.position,
  });
}

/** The session of a run; undefined where nothing is kept, by the policy or by our rule. */
export function sessionUse(run: ProfileRun): SessionUse | undefined {
  const scope = sessionScope(run);
  const profile = sessionProfileOf(run);
  const type = profile && technicalProfileType(profile);
  const provider = type && run.tenant.profileTypes.find(type)?.session;
  if (scope === undefined || !profile || !provider) return undefined;
  const { sessionEntry } = run.tenant.settings;
  const entry = sessionEntry === 'sessionProfile' ? profile.id : `${profile.id} ${run.profile.id}`;
  return { profile, provider, scope, entry };
}

/**
 * The explicit session profile decides. Without one IncludeInSso=false is never skipped, and whether
 * anything else is, is a setting. @see facts engine 2.13 (open question)
 */
function sessionProfileOf(run: ProfileRun): EffectiveTechnicalProfile | undefined {
  const { useTechnicalProfileForSessionManagement: reference, includeInSso } = run.profile;
  if (reference) return run.policy.technicalProfiles.get(reference.referenceId);
  if (includeInSso === false || run.caller || run.tenant.settings.implicitSso === 'never') {
    return undefined;
  }
  return run.policy.technicalProfiles
    .values()
    .find((profile) => technicalProfileType(profile) === 'defaultSession');
}

/** Where entries are shared; undefined: nothing is kept at all. */
function sessionScope({ policy, transaction }: ProfileRun): string | undefined {
  const { singleSignOn } = policy.relyingParty?.userJourneyBehaviors ?? {};
  switch (singleSignOn?.scope) {
    case 'Suppressed':
      return undefined;
    case 'Application':
      return `application ${transaction.request.clientId}`;
    case 'Policy':
      return `policy ${policy.policyId.toLowerCase()}`;
    default:
      return 'tenant';
  }
}

const defaultExpirySeconds = 86_400;
const secondsPerDay = 86_400;

/** Rolling: each use moves the end. Absolute: the first one sets it. */
function extendSession({ policy, transaction }: ProfileRun): void {
  const behaviors = policy.relyingParty?.userJourneyBehaviors;
  const { session, tenant, keepMeSignedIn } = transaction;
  if (behaviors?.sessionExpiryType === 'Absolute' && session.expiresAt) return;
  const days = keepMeSignedIn ? behaviors?.singleSignOn?.keepAliveInDays : undefined;
  const seconds = days
    ? days * secondsPerDay
    : (behaviors?.sessionExpiryInSeconds ?? defaultExpirySeconds);
  session.expiresAt = new Date(tenant.now().getTime() + seconds * 1000);
}
