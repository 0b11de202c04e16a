import { hasValue } from '../../caller/claims-bag.ts';
import { fold } from '../../compiler/id-map.ts';
import { metadataItem } from '../../compiler/metadata-value.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { DirectoryUser, NewPassword, UserAttributes } from '../directory.ts';
import { isSignInName } from '../directory-attributes.ts';
import {
  clearedAttributes,
  persistedClaims,
  requireKey,
  requirePersistedKey,
  userClaims,
} from '../directory-claims.ts';
import { isIdentityFace } from '../directory-identities.ts';
import { placed } from '../fault-place.ts';
import { alreadyExists, notFound } from '../local-directory.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type Execution, type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/** Reads and writes users of the tenant's directory. @see facts engine 2.1 */
export const directory: ProfileType = {
  type: 'directory',
  phases: [
    'SessionRestore',
    'InputClaimsTransformations',
    'InputClaims',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
    'SessionSave',
  ],
  parity: {
    grade: 'emulated',
    how: 'Read, Write, DeleteClaims and DeleteClaimsPrincipal on a local directory, with unique sign-in names and the password policy.',
    missing: 'No replication delay, no throttling, no list of banned passwords.',
    test: 'test/emulator/profiles/directory.test.ts',
  },
  execute: async (run) => {
    const operation = operations.get(fold(run.metadata('Operation') ?? ''));
    if (!operation) {
      const message = `"${run.profile.id}" has no Operation that the directory knows.`;
      const { position } = metadataItem(run.profile, 'Operation') ?? run.profile;
      throw placed(new JourneyFailed(message, { aadb2cCode: 'AADB2C90023' }), position);
    }
    try {
      return await operation(run);
    } catch (fault) {
      throw inOwnWords(run, fault);
    }
  },
};

const operations = new Map<string, (run: ProfileRun) => Promise<Execution>>([
  ['read', read],
  ['write', write],
  ['deleteclaims', deleteClaims],
  ['deleteclaimsprincipal', deleteClaimsPrincipal],
]);

/**
 * Messages stand on this technical profile or on the page that calls it; which of both wins is a
 * setting. @see facts engine 2.1
 */
function inOwnWords(run: ProfileRun, fault: unknown): unknown {
  if (!(fault instanceof JourneyFailed) || fault.messageKey === undefined) return fault;
  const { aadb2cCode, error, messageKey } = fault;
  const own = run.metadata(messageKey);
  if (own === undefined) return fault;
  const isOwnFirst = run.tenant.settings.directoryMessage === 'directoryProfile';
  const replaceable = isOwnFirst ? {} : { messageKey };
  return new JourneyFailed(own, { aadb2cCode, error, ...replaceable, cause: fault });
}

async function read(run: ProfileRun): Promise<Execution> {
  const user = run.tenant.directory.find(requireKey(run));
  return user ? claimsOf(run, user) : nothingFound(run);
}

async function write(run: ProfileRun): Promise<Execution> {
  const { directory, settings } = run.tenant;
  const key = requireKey(run);
  requirePersistedKey(run, key);
  const user = directory.find(key);
  if (user && run.isMetadataTrue('RaiseErrorIfClaimsPrincipalAlreadyExists')) {
    throw alreadyExists(settings);
  }
  if (!user && run.isMetadataTrue('RaiseErrorIfClaimsPrincipalDoesNotExist')) throw notFound();
  const { attributes, password } = persistedClaims(run);
  requireOwnDomain(run, attributes);
  if (!user) {
    requireWhatUsersNeed(attributes, password);
    return claimsOf(run, await directory.create(attributes, password), true);
  }
  const changes = withoutOtherSignInNames(user, attributes);
  return claimsOf(run, await directory.update(user.objectId, changes, password));
}

/** Clears what PersistedClaims name, but for the key. */
async function deleteClaims(run: ProfileRun): Promise<Execution> {
  const key = requireKey(run);
  requirePersistedKey(run, key);
  const user = run.tenant.directory.find(key);
  if (!user) return nothingFound(run);
  const changes = clearedAttributes(run, key);
  return claimsOf(run, await run.tenant.directory.update(user.objectId, changes));
}

async function deleteClaimsPrincipal(run: ProfileRun): Promise<Execution> {
  const user = run.tenant.directory.find(requireKey(run));
  if (!user) return nothingFound(run);
  await run.tenant.directory.remove(user.objectId);
  return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
}

function claimsOf(run: ProfileRun, user: DirectoryUser, isNew = false): Execution {
  return { kind: 'claims', partnerClaim: userClaims(run, user, isNew) };
}

/** "NoError" profiles go on without any claim. */
function nothingFound(run: ProfileRun): Execution {
  if (run.isMetadataTrue('RaiseErrorIfClaimsPrincipalDoesNotExist')) throw notFound();
  return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
}

/**
 * A new user has a name, and a local account a password. One that signs in by phone number needs none:
 * the starter pack's scenario of phone numbers without passwords writes none. @see facts engine 2.1
 */
function requireWhatUsersNeed(attributes: UserAttributes, password: NewPassword | undefined): void {
  const hasAttribute = (isWanted: (name: string) => boolean) =>
    Object.entries(attributes).some(([name, value]) => isWanted(name) && hasValue(value));
  if (!hasAttribute((name) => fold(name) === 'displayname')) {
    throw new JourneyFailed('The directory needs a displayName for a new user.');
  }
  const asksForPassword = (name: string) =>
    isSignInName(name) && fold(name) !== 'signinnames.phonenumber';
  if (password || !hasAttribute(asksForPassword) || hasAttribute(isIdentityFace)) return;
  throw new JourneyFailed('The directory needs a password for a new local account.');
}

/** `name@contoso.onmicrosoft.com` */
function requireOwnDomain({ tenant }: ProfileRun, attributes: UserAttributes): void {
  const [, name] =
    Object.entries(attributes).find(([attribute]) => fold(attribute) === 'userprincipalname') ?? [];
  if (!hasValue(name)) return;
  const [local, domain, more] = String(name).split('@');
  if (local && domain && more === undefined && fold(domain) === fold(tenant.name)) return;
  throw new JourneyFailed(`A userPrincipalName of this directory ends with "@${tenant.name}".`);
}

/** Writing one sign-in name removes the other kinds. @see facts engine 2.1 */
function withoutOtherSignInNames(user: DirectoryUser, attributes: UserAttributes): UserAttributes {
  const written = Object.keys(attributes).filter(isSignInName).map(fold);
  if (written.length === 0) return attributes;
  const others = Object.keys(user.attributes).filter(
    (name) => isSignInName(name) && !written.includes(fold(name)),
  );
  return { ...Object.fromEntries(others.map((name) => [name, null])), ...attributes };
}
