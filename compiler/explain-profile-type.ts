import { fold } from './id-map.ts';
import type { TechnicalProfile } from './model.ts';

/** What a technical profile is to the journey: decides how it is drawn. */
export type ProfileRole =
  | 'page'
  | 'rest'
  | 'directory'
  | 'provider'
  | 'claims'
  | 'session'
  | 'issuer'
  | 'other';

/** A type of technical profile, by what B2C does with it. */
export interface ProfileType {
  readonly name: string;
  readonly role: ProfileRole;
  readonly does: string;
}

/** Handler classes without `Web.TPEngine.`, in lower case. @see facts policy-language 5.1 */
const byHandler: ReadonlyMap<string, ProfileType> = new Map([
  [
    'providers.selfassertedattributeprovider',
    type(
      'self-asserted',
      'page',
      'Shows a page where the user enters or confirms claims, then runs its validation technical profiles.',
    ),
  ],
  [
    'providers.restfulprovider',
    type(
      'RESTful',
      'rest',
      'Calls a REST API with its input claims, and takes its output claims from the JSON of the answer.',
    ),
  ],
  [
    'providers.claimstransformationprotocolprovider',
    type(
      'claims transformation',
      'claims',
      'Runs claims transformations; it calls nobody and shows nothing.',
    ),
  ],
  [
    'providers.azureactivedirectoryprovider',
    type(
      'directory',
      'directory',
      "Reads, writes or deletes a user of the tenant's directory, as its Operation says.",
    ),
  ],
  [
    'providers.phonefactorprotocolprovider',
    type(
      'phone factor',
      'page',
      'Shows the page that verifies a phone number by text message or call.',
    ),
  ],
  [
    'providers.azuremfaprotocolprovider',
    type(
      'Microsoft Entra multifactor',
      'provider',
      'Sends or verifies a code by text message, call or authenticator, as its Operation says.',
    ),
  ],
  [
    'providers.onetimepasswordprotocolprovider',
    type('one-time password', 'claims', 'Makes a one-time password, or verifies one.'),
  ],
  [
    'providers.aadssprprotocolprovider',
    type('e-mail code', 'claims', 'Sends a code by e-mail, or verifies one.'),
  ],
  [
    'providers.conditionalaccessprotocolprovider',
    type(
      'Conditional Access',
      'provider',
      'Asks Conditional Access about the risk of the sign-in, or reports that it was dealt with.',
    ),
  ],
  [
    'providers.userjourneycontextprovider',
    type(
      'journey context',
      'claims',
      'Gives claims about the request, such as the IP address. It is not documented.',
    ),
  ],
  [
    'providers.insights.azureapplicationinsightsprovider',
    type(
      'Application Insights',
      'other',
      'Sends an event with its input claims to Application Insights.',
    ),
  ],
  [
    'providers.azureapplicationinsightsprovider',
    type(
      'Application Insights',
      'other',
      'Sends an event with its input claims to Application Insights.',
    ),
  ],
  [
    'sso.noopssosessionprovider',
    type(
      'session: none',
      'session',
      'Keeps nothing in the session, so that the profile that uses it runs every time.',
    ),
  ],
  [
    'sso.defaultssosessionprovider',
    type(
      'session: claims',
      'session',
      'Keeps its persisted claims in the session, so that the profile that uses it can be skipped.',
    ),
  ],
  [
    'sso.externalloginssosessionprovider',
    type(
      'session: identity provider',
      'session',
      'Remembers which identity provider the user chose.',
    ),
  ],
  [
    'sso.oauthssosessionprovider',
    type(
      'session: applications',
      'session',
      'Remembers the OpenID Connect applications that the user signed in to.',
    ),
  ],
  [
    'sso.samlssosessionprovider',
    type(
      'session: SAML',
      'session',
      'Remembers the SAML parties of the session, for their logout.',
    ),
  ],
]);

const jwtIssuer = type(
  'JWT issuer',
  'issuer',
  'Makes and signs the tokens that the application gets.',
);
const samlIssuer = type(
  'SAML issuer',
  'issuer',
  'Makes and signs the SAML assertion that the application gets.',
);
const userInfoIssuer = type(
  'userinfo issuer',
  'issuer',
  "Makes the JSON that the application's call of the userinfo endpoint gets.",
);
const errorIssuer = type(
  'OAuth2 error',
  'issuer',
  'Ends the journey with an error that the policy words itself.',
);
const passThrough = type(
  'without protocol of its own',
  'other',
  'Calls nobody: what others include, or what passes claims on.',
);
const unknown = type('of an unknown kind', 'other', 'Countersign does not know its handler.');

function type(name: string, role: ProfileRole, does: string): ProfileType {
  return { name, role, does };
}

/** The type of a technical profile, from its protocol, handler and token formats. */
export function profileTypeOf(profile: TechnicalProfile): ProfileType {
  const { name = 'None', handler } = profile.protocol ?? {};
  if (fold(name) === 'proprietary') return byHandlerClass(handler);
  const format = fold(profile.outputTokenFormat ?? '');
  if (format === 'oauth2error') return errorIssuer;
  if (format === 'json') return userInfoIssuer;
  if (format === 'jwt' && hasIssuerKey(profile)) return jwtIssuer;
  if (format === 'saml2' && hasMetadata(profile, 'IssuerUri')) return samlIssuer;
  if (fold(name) !== 'none') return federation(profile, name);
  return ['METADATA', 'IdTokenAudience', 'issuer'].some((key) => hasMetadata(profile, key))
    ? type(
        'token check',
        'claims',
        'Verifies a token that the application sent, and takes claims from it.',
      )
    : passThrough;
}

function byHandlerClass(handler = ''): ProfileType {
  const [handlerClass = ''] = handler.split(',');
  const short = fold(handlerClass.replace(/\s/g, '')).replace(/^web\.tpengine\./, '');
  return byHandler.get(short) ?? unknown;
}

function federation(profile: TechnicalProfile, protocol: string): ProfileType {
  if (hasMetadata(profile, 'grant_type') || hasClaim(profile, 'grant_type')) {
    return type(
      `${protocol} without a page`,
      'provider',
      'Asks for a token with claims such as user name and password, without a page.',
    );
  }
  return type(
    `${protocol} identity provider`,
    'provider',
    'Sends the user to an identity provider, and takes claims from what comes back.',
  );
}

function hasIssuerKey({ cryptographicKeys }: TechnicalProfile): boolean {
  return cryptographicKeys.some(({ id }) => fold(id) === 'issuer_secret');
}

function hasMetadata({ metadata }: TechnicalProfile, name: string): boolean {
  return metadata.some(({ key }) => fold(key.trim()) === fold(name));
}

function hasClaim({ inputClaims }: TechnicalProfile, id: string): boolean {
  return inputClaims.some(({ claimTypeReferenceId }) => fold(claimTypeReferenceId) === id);
}
