import { SettingsInvalid } from '../../shared/errors.ts';
import { type Environment, requireSettings } from '../../shared/settings.ts';
import { signToken } from './signing-keys.ts';

/** What the link of an invitation says. */
interface Linked {
  readonly code: string;
  readonly email: string;
  readonly invitedBy: string;
  readonly issuedAt: Date;
  readonly endsAt: Date;
}

const linkSetting = 'Invitation__Link';
const placeholder = '{hint}';

/** The issuer of hints, as the token, the discovery document and B2C have to spell it alike. */
export function hintIssuer(environment: Environment = process.env): string {
  return requireSettings(['Invitation__Issuer'], environment)[0] ?? '';
}

/**
 * The link that is mailed to a guest: to the application, which starts the policy with the token as
 * `id_token_hint`. A mailed link to B2C itself would come with a state and a nonce of nobody.
 *
 * Whoever has the link can redeem the invitation, once: its `jti` is the code that REST-RedeemInvitation
 * checks. The code is a claim of its own too: whether B2C hands out `jti` is not documented.
 * @see facts rest-contract 7.4
 * @throws SettingsInvalid
 */
export function invitationLink(
  { code, email, invitedBy, issuedAt, endsAt }: Linked,
  environment: Environment = process.env,
): string {
  const names = ['Invitation__Audience', linkSetting];
  const [aud = '', link = ''] = requireSettings(names, environment);
  if (!link.includes(placeholder)) {
    throw new SettingsInvalid([
      { setting: linkSetting, problem: `has no place for ${placeholder}` },
    ]);
  }
  const [iat, exp] = [issuedAt, endsAt].map((time) => Math.floor(time.getTime() / 1000));
  const hint = signToken(
    {
      ...{ iss: hintIssuer(environment), aud, iat, nbf: iat, exp, jti: code },
      ...{ email: email.trim(), invitation_code: code, invited_by: invitedBy },
    },
    environment,
  );
  return link.replace(placeholder, () => hint);
}
