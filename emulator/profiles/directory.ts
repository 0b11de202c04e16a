import { claimToText } from '../../caller/claim-forms.ts';
import { hasValue } from '../../caller/claims-bag.ts';
import type { ClaimValue } from '../../compiler/claim-value.ts';
import { fold } from '../../compiler/id-map.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { pickValue } from '../claim-references.ts';
import type { DirectoryUser, NewPassword, UserAttributes, UserKey } from '../directory.ts';
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
    if (operation) return operation(run);
    throw new JourneyFailed(`"${run.profile.id}" has no Operation that the directory knows.`, {
      aadb2cCode: 'AADB2C90023',
    });
  },
};

const operations = new Map<string, (run: ProfileRun) => Promise<Execution>>([
  ['read', read],
  ['write', write],
  ['deleteclaims', deleteClaims],
  ['deleteclaimsprincipal', deleteClaimsPrincipal],
]);

async function read(run: ProfileRun): Promise<Execution> {
  const user = findUser(run, requireKey(run));
  return user ? claimsOf(user) : nothingFound(run);
}

async function write(run: ProfileRun): Promise<Execution> {
  const { tenant } = run;
  const key = requireKey(run);
  const user = findUser(run, key);
  if (user && run.isMetadataTrue('RaiseErrorIfClaimsPrincipalAlreadyExists')) {
    throw alreadyExists(tenant.settings);
  }
  if (!user && run.isMetadataTrue('RaiseErrorIfClaimsPrincipalDoesNotExist')) throw notFound();
  const { attributes, password } = persisted(run);
  if (user) {
    const changes = withoutOtherSignInNames(user, attributes);
    return claimsOf(await tenant.directory.update(user.objectId, changes, password));
  }
  const isNamed = hasValue(attributes['displayName']);
  if (!isNamed) throw new JourneyFailed('The directory needs a displayName for a new user.');
  const created = await tenant.directory.create(attributes, password);
  return claimsOf(created, true);
}

/** Clears what PersistedClaims name, but for the key. */
async function deleteClaims(run: ProfileRun): Promise<Execution> {
  const key = requireKey(run);
  const user = findUser(run, key);
  if (!user) return nothingFound(run);
  const names = run.profile.persistedClaims.map((claim) =>
    attributeName(run.partnerClaimType(claim)),
  );
  const cleared = names.filter((name) => fold(name) !== fold(key.attribute));
  const changes = Object.fromEntries(cleared.map((name) => [name, null]));
  return claimsOf(await run.tenant.directory.update(user.objectId, changes));
}

async function deleteClaimsPrincipal(run: ProfileRun): Promise<Execution> {
  const user = findUser(run, requireKey(run));
  if (!user) return nothingFound(run);
  await run.tenant.directory.remove(user.objectId);
  return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
}

/** "NoError" profiles go on without any claim. */
function nothingFound(run: ProfileRun): Execution {
  if (run.isMetadataTrue('RaiseErrorIfClaimsPrincipalDoesNotExist')) throw notFound();
  return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
}

/** Exactly one InputClaim identifies the user. */
function requireKey(run: ProfileRun): UserKey {
  const [claim, second] = run.inputClaims;
  if (!claim || second) {
    const count = run.inputClaims.length;
    throw new JourneyFailed(
      `"${run.profile.id}" has ${count} input claims; the directory finds a user by exactly one.`,
    );
  }
  if (!hasValue(claim.value)) {
    throw new JourneyFailed(
      `A claim could not be found for lookup claim with id "${claim.claimTypeReferenceId}" defined in technical profile "${run.profile.id}".`,
    );
  }
  const value = claimToText(claim.value, claim.dataType, 'native');
  return { attribute: claim.partnerClaimType, value };
}

function findUser({ tenant }: ProfileRun, key: UserKey): DirectoryUser | undefined {
  return tenant.directory.find(key);
}

function persisted(run: ProfileRun): { attributes: UserAttributes; password?: NewPassword } {
  const attributes: Record<string, ClaimValue> = {};
  let password: string | undefined;
  for (const claim of run.profile.persistedClaims) {
    const name = attributeName(run.partnerClaimType(claim));
    const value = pickValue(run, claim);
    if (fold(name) === 'password') password = typeof value === 'string' ? value : undefined;
    else if (value !== undefined && isStored(run, value)) attributes[name] = value;
  }
  if (password === undefined) return { attributes };
  const policies = attributes['passwordPolicies'];
  return {
    attributes,
    password: { password, ...(typeof policies === 'string' ? { policies } : {}) },
  };
}

function isStored({ tenant }: ProfileRun, value: ClaimValue): boolean {
  return value !== null || tenant.settings.persistedEmptyClaim === 'clears';
}

/** Names that policies spell in their own case. */
const spelledNames = new Map(
  ['displayName', 'objectId', 'userPrincipalName', 'passwordPolicies', 'accountEnabled'].map(
    (name) => [fold(name), name],
  ),
);

function attributeName(partnerClaimType: string): string {
  return spelledNames.get(fold(partnerClaimType)) ?? partnerClaimType;
}

/** Writing one sign-in name removes the other kinds. @see facts engine 2.1 */
function withoutOtherSignInNames(user: DirectoryUser, attributes: UserAttributes): UserAttributes {
  const isSignInName = (name: string) => fold(name).startsWith('signinnames.');
  const written = Object.keys(attributes).filter(isSignInName).map(fold);
  if (written.length === 0) return attributes;
  const others = Object.keys(user.attributes).filter(
    (name) => isSignInName(name) && !written.includes(fold(name)),
  );
  return { ...attributes, ...Object.fromEntries(others.map((name) => [name, null])) };
}

/** The attributes of a user as claims; that the user is new, only where that is so. */
function claimsOf(user: DirectoryUser, isNew = false): Execution {
  const { objectId, refreshTokensValidFrom, attributes } = user;
  const found = partnerClaimsOf([
    ...Object.entries(attributes),
    ['objectId', objectId],
    ['refreshTokensValidFromDateTime', refreshTokensValidFrom.toISOString()],
    ...(isNew ? [['newClaimsPrincipalCreated', true] as const] : []),
  ]);
  return { kind: 'claims', partnerClaim: found };
}
