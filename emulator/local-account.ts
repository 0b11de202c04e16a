import { claimToText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import { JourneyFailed } from '../shared/errors.ts';
import type { DirectoryUser, PasswordCheck } from './directory.ts';
import { hasPageMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';
import { type Execution, partnerClaimsOf } from './profile-type.ts';

/** Whether the profile checks a user name and a password against the tenant's own directory. */
export function isPasswordGrant(run: ProfileRun): boolean {
  const hasInput = (name: string) =>
    run.inputClaims.some(({ partnerClaimType }) => partnerClaimType.toLowerCase() === name);
  return run.input('grant_type') === 'password' || (hasInput('username') && hasInput('password'));
}

/**
 * What `login-NonInteractive` does: a password grant, answered from the tenant's directory.
 * @throws {JourneyFailed} with the code of B2C's own
 * @see facts engine 2.8
 */
export async function signInWithPassword(run: ProfileRun): Promise<Execution> {
  const { directory } = run.tenant;
  const check = await directory.checkPassword(textOf(run, 'username'), textOf(run, 'password'));
  if (check.result === 'ok') return userClaims(run, check.user);
  if (check.result === 'mustChange' && goesOnAfterExpiry(run)) {
    return { kind: 'claims', partnerClaim: partnerClaimsOf([['passwordExpired', true]]) };
  }
  throw failureOf(run, check);
}

function textOf(run: ProfileRun, partnerClaimType: string): string {
  const value = run.input(partnerClaimType);
  return hasValue(value) ? claimToText(value, 'string', 'native') : '';
}

function goesOnAfterExpiry(run: ProfileRun): boolean {
  const value = run.input('continueOnPasswordExpiration');
  return String(value).toLowerCase() === 'true';
}

/** What the token of the directory says of the user. */
function userClaims({ tenant }: ProfileRun, { objectId, attributes }: DirectoryUser): Execution {
  const names = {
    oid: objectId,
    sub: objectId,
    tid: tenant.objectId,
    given_name: attributes['givenName'],
    family_name: attributes['surname'],
    name: attributes['displayName'],
    upn: attributes['userPrincipalName'],
  };
  const claims = Object.entries(names).filter(([, value]) => value !== undefined);
  return { kind: 'claims', partnerClaim: partnerClaimsOf(claims) };
}

/** What pages may say instead of each message's own words, for any refusal. @see facts engine 2.8, 4.7 */
const generalKeys = ['ResourceOwnerFlowInvalidCredentials', 'DefaultMessage'];

function failureOf(run: ProfileRun, { result }: PasswordCheck): JourneyFailed {
  const page = run.caller?.profile;
  const fail = (code: string, ownKey: string, message: string) => {
    const keys = result === 'wrongPassword' ? [ownKey, ...generalKeys] : [ownKey, 'DefaultMessage'];
    const messageKey = keys.find((key) => page && hasPageMessage(run, page, key)) ?? ownKey;
    const aadb2cCode = `AADB2C${code}`;
    return new JourneyFailed(message, { aadb2cCode, messageKey, error: 'access_denied' });
  };
  switch (result) {
    case 'unknownUser':
      return fail(
        '90053',
        'UserMessageIfClaimsPrincipalDoesNotExist',
        "We can't seem to find your account.",
      );
    case 'locked':
      return fail(
        '90114',
        'UserMessageIfUserAccountLocked',
        'Your account is temporarily locked to prevent unauthorized use. Try again later.',
      );
    case 'disabled':
      return fail(
        '90111',
        'UserMessageIfUserAccountDisabled',
        'Your account has been locked. Contact your support person to unlock it, then try again.',
      );
    case 'mustChange':
      return fail('90054', 'UserMessageIfPasswordExpired', 'Your password has expired.');
    default:
      return fail('90054', 'UserMessageIfInvalidPassword', 'Your password is incorrect.');
  }
}
