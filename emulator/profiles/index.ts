import type { ProfileType, ProfileTypes } from '../profile-type.ts';
import { applicationInsights } from './application-insights.ts';
import { claimsTransformation } from './claims-transformation.ts';
import { conditionalAccess } from './conditional-access.ts';
import { defaultSession } from './default-session.ts';
import { directory } from './directory.ts';
import { emailCode } from './email-code.ts';
import { engineSettings } from './engine-settings.ts';
import { externalLoginSession } from './external-login-session.ts';
import { idTokenHint } from './id-token-hint.ts';
import { jwtIssuer } from './jwt-issuer.ts';
import { multifactor } from './multifactor.ts';
import { noopSession } from './noop-session.ts';
import { oauthSession } from './oauth-session.ts';
import { oauth1 } from './oauth1.ts';
import { oauth2 } from './oauth2.ts';
import { oauth2ErrorIssuer } from './oauth2-error-issuer.ts';
import { oneTimePassword } from './one-time-password.ts';
import { openIdConnect } from './open-id-connect.ts';
import { passThrough } from './pass-through.ts';
import { phoneFactor } from './phone-factor.ts';
import { restful } from './restful.ts';
import { samlIssuer } from './saml-issuer.ts';
import { samlSession } from './saml-session.ts';
import { saml2 } from './saml2.ts';
import { selfAsserted } from './self-asserted.ts';
import { userInfoAuthorization } from './user-info-authorization.ts';
import { userInfoIssuer } from './user-info-issuer.ts';
import { userJourneyContext } from './user-journey-context.ts';

/** Every type of technical profile that the emulator has, in the order of docs/parity.md. */
const all: readonly ProfileType[] = [
  selfAsserted,
  claimsTransformation,
  directory,
  phoneFactor,
  multifactor,
  oneTimePassword,
  emailCode,
  oauth1,
  oauth2,
  openIdConnect,
  saml2,
  restful,
  jwtIssuer,
  samlIssuer,
  passThrough,
  userInfoIssuer,
  userInfoAuthorization,
  oauth2ErrorIssuer,
  idTokenHint,
  engineSettings,
  applicationInsights,
  conditionalAccess,
  userJourneyContext,
  noopSession,
  defaultSession,
  externalLoginSession,
  oauthSession,
  samlSession,
];

const byType = new Map(all.map((profileType) => [profileType.type, profileType]));

/** The types of technical profiles, by name. */
export const profileTypes: ProfileTypes = { find: (type) => byType.get(type), all: () => all };
