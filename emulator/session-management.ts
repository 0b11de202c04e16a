import { parseClaimText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import { fold } from '../compiler/id-map.ts';
import type {
  EffectiveTechnicalProfile,
  OutputClaim,
  TechnicalProfileReference,
} from '../compiler/model.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { placed } from './fault-place.ts';
import type { ProfileRun } from './profile-run.ts';
import { requireProfile, requireProfileType } from './require-profile.ts';
import type { SessionEntry } from './sso-session.ts';
import type { Transaction } from './transaction.ts';

/** How a session technical profile saves and restores. One per type of session provider. */
export interface SessionProvider {
  /** What the entry of this run holds; undefined: nothing is saved. */
  save(run: ProfileRun, session: SessionUse): SessionEntry | undefined;
  /** Whether the entry stands for a run of the technical profile. */
  restores: boolean;
}

/** The session technical profile of a run, and its entry's place. */
export interface SessionUse {
  /** Undefined: the default provider without a technical profile of its own; it persists nothing. */
  readonly profile: EffectiveTechnicalProfile | undefined;
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
  if (!use) warnOfImplicitSession(run);
  if (!use?.provider.restores || isOfOwnJourney(run, use)) return false;
  const { session, tenant } = run.transaction;
  const found = session.find(use.scope, use.entry, tenant.now());
  if (!found) return false;
  for (const [id, value] of found.claims) run.bag.set(id, value);
  for (const claim of use.profile?.outputClaims ?? []) setDefault(run, claim);
  extendSession(run, use);
  if (session.authTime) run.transaction.authTime = session.authTime;
  const text = `The session "${use.entry}" stands for "${run.profile.id}".`;
  const { position } = use.profile ?? run.profile;
  const changes = run.bag.takeChanges();
  run.trace({ kind: 'session', phase: 'SessionRestore', text, changes, position });
  return true;
}

/**
 * A session is what came before: official samples have two pages in a row with one session profile, and
 * show both.
 */
function isOfOwnJourney(run: ProfileRun, use: SessionUse): boolean {
  const { transaction, tenant } = run;
  const isSaved = savedEntries(transaction).has(nameOf(use));
  return isSaved && tenant.settings.sessionOfOwnJourney === 'ignored';
}

const savedByTransaction = new WeakMap<Transaction, Set<string>>();

/** What a journey has saved itself. */
function savedEntries(transaction: Transaction): Set<string> {
  const saved = savedByTransaction.get(transaction) ?? new Set<string>();
  savedByTransaction.set(transaction, saved);
  return saved;
}

function nameOf({ scope, entry }: SessionUse): string {
  return fold(`${scope}\n${entry}`);
}

function setDefault(run: ProfileRun, claim: OutputClaim): void {
  const { claimTypeReferenceId: id, defaultValue, alwaysUseDefaultValue } = claim;
  if (defaultValue === undefined || (!alwaysUseDefaultValue && hasValue(run.bag.get(id)))) return;
  const value = parseClaimText(run.dataType(id), defaultValue);
  if (value !== undefined) run.bag.set(id, value);
}

/** Saves what the session profile persists; the user takes part in the session from now on. */
export function saveSession(run: ProfileRun): undefined {
  const use = sessionUse(run);
  const entry = use?.provider.save(run, use);
  if (!use || !entry) return;
  const { session, authTime, keepMeSignedIn } = run.transaction;
  session.save(use.scope, use.entry, entry);
  savedEntries(run.transaction).add(nameOf(use));
  session.authTime ??= authTime;
  if (keepMeSignedIn !== undefined) session.keepMeSignedIn = keepMeSignedIn;
  extendSession(run, use);
  run.trace({
    kind: 'session',
    phase: 'SessionSave',
    text: `The session "${use.entry}" is kept.`,
    details: { claims: entry.claims.map(([id]) => id) },
    position: (use.profile ?? run.profile).position,
  });
}

/** The session of a run; undefined where nothing is kept, by the policy or by our rule. */
export function sessionUse(run: ProfileRun): SessionUse | undefined {
  const scope = sessionScope(run);
  if (scope === undefined) return undefined;
  const reference = run.profile.useTechnicalProfileForSessionManagement;
  if (reference) return explicitUse(run, reference, scope);
  const provider = mayBeImplicit(run) && run.tenant.profileTypes.find('defaultSession')?.session;
  if (!provider || run.tenant.settings.implicitSso === 'never') return undefined;
  return { profile: undefined, provider, scope, entry: `implicit ${run.profile.id}` };
}

function explicitUse(
  run: ProfileRun,
  { referenceId, position }: TechnicalProfileReference,
  scope: string,
): SessionUse | undefined {
  const profile = requireProfile(run.transaction, referenceId, position);
  const { type, session: provider } = requireProfileType(profile, run.tenant.profileTypes);
  if (type === 'noopSession') return undefined;
  if (!provider) {
    const message = `"${profile.id}" keeps no session, and "${run.profile.id}" names it to.`;
    throw placed(new JourneyFailed(message), position);
  }
  const { sessionEntry } = run.tenant.settings;
  const entry = sessionEntry === 'sessionProfile' ? profile.id : `${profile.id} ${run.profile.id}`;
  return { profile, provider, scope, entry };
}

/**
 * An explicit session profile decides. Without one IncludeInSso=false is never skipped, and whether
 * anything else is, is a setting. @see facts engine 2.13 (open question)
 */
function mayBeImplicit({ profile, caller, type }: ProfileRun): boolean {
  const { useTechnicalProfileForSessionManagement: reference, includeInSso } = profile;
  return !reference && includeInSso !== false && !caller && type.phases.includes('SessionSave');
}

/** Authors shall learn of the trap, whichever way the setting is. */
function warnOfImplicitSession(run: ProfileRun): void {
  if (!mayBeImplicit(run) || !run.transaction.isSignedInBefore) return;
  run.trace({
    kind: 'hint',
    phase: 'SessionRestore',
    text: `B2C may skip "${run.profile.id}" for a signed-in user: it names no session technical profile. Add SM-Noop to be sure that it runs.`,
    position: run.profile.position,
  });
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
    default: // Tenant and TrustFramework: all policies that an emulated tenant has
      return 'tenant';
  }
}

const defaultExpirySeconds = 86_400;
const secondsPerDay = 86_400;

/** Rolling: each use moves the end. Absolute: the first one sets it. */
function extendSession({ policy, transaction }: ProfileRun, { scope }: SessionUse): void {
  const behaviors = policy.relyingParty?.userJourneyBehaviors;
  const { session, tenant } = transaction;
  if (behaviors?.sessionExpiryType === 'Absolute' && session.endOf(scope)) return;
  const days = session.keepMeSignedIn ? behaviors?.singleSignOn?.keepAliveInDays : undefined;
  const seconds = days
    ? days * secondsPerDay
    : (behaviors?.sessionExpiryInSeconds ?? defaultExpirySeconds);
  const endsAt = new Date(tenant.now().getTime() + seconds * 1000);
  session.extend(scope, endsAt, days !== undefined && days > 0);
}
