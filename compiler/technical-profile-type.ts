import { fold, IdMap } from './id-map.ts';
import type { TechnicalProfile } from './model.ts';

/** What a technical profile is, by its protocol, handler and token formats. */
export type TechnicalProfileType =
  | ProprietaryType
  | 'oauth1'
  | 'oauth2'
  | 'openIdConnect'
  | 'saml2'
  | 'jwtIssuer'
  | 'samlIssuer'
  | 'userInfoIssuer'
  | 'oauth2ErrorIssuer'
  | 'userInfoAuthorization'
  | 'idTokenHint'
  | 'engineSettings'
  | 'passThrough';

/** A type that a handler's class decides, with the Protocol Proprietary. */
export type ProprietaryType = (typeof typeByHandler)[keyof typeof typeByHandler];

const typeByHandler = {
  'Web.TPEngine.Providers.SelfAssertedAttributeProvider': 'selfAsserted',
  'Web.TPEngine.Providers.RestfulProvider': 'restful',
  'Web.TPEngine.Providers.ClaimsTransformationProtocolProvider': 'claimsTransformation',
  'Web.TPEngine.Providers.AzureActiveDirectoryProvider': 'directory',
  'Web.TPEngine.Providers.PhoneFactorProtocolProvider': 'phoneFactor',
  'Web.TPEngine.Providers.AzureMfaProtocolProvider': 'multifactor',
  'Web.TPEngine.Providers.OneTimePasswordProtocolProvider': 'oneTimePassword',
  'Web.TPEngine.Providers.AadSsprProtocolProvider': 'emailCode',
  'Web.TPEngine.Providers.ConditionalAccessProtocolProvider': 'conditionalAccess',
  'Web.TPEngine.Providers.UserJourneyContextProvider': 'userJourneyContext',
  'Web.TPEngine.Providers.Insights.AzureApplicationInsightsProvider': 'applicationInsights',
  'Web.TPEngine.Providers.AzureApplicationInsightsProvider': 'applicationInsights',
  'Web.TPEngine.SSO.NoopSSOSessionProvider': 'noopSession',
  'Web.TPEngine.SSO.DefaultSSOSessionProvider': 'defaultSession',
  'Web.TPEngine.SSO.ExternalLoginSSOSessionProvider': 'externalLoginSession',
  'Web.TPEngine.SSO.OAuthSSOSessionProvider': 'oauthSession',
  'Web.TPEngine.SSO.SamlSSOSessionProvider': 'samlSession',
} as const;

const types = new IdMap<ProprietaryType>(Object.entries(typeByHandler));

/** The classes of all known handlers: for suggestions. */
export const handlerClasses: readonly string[] = types.keys();

/** How a diagnostic calls a technical profile of the type, with its article. */
export const typeNames: Readonly<Record<TechnicalProfileType, string>> = {
  selfAsserted: 'a self-asserted technical profile',
  restful: 'a RESTful technical profile',
  claimsTransformation: 'a claims transformation technical profile',
  directory: 'a directory technical profile',
  phoneFactor: 'a phone factor technical profile',
  multifactor: 'a multifactor technical profile',
  oneTimePassword: 'a one-time password technical profile',
  emailCode: 'a technical profile of AadSsprProtocolProvider',
  conditionalAccess: 'a conditional access technical profile',
  userJourneyContext: 'a technical profile of UserJourneyContextProvider',
  applicationInsights: 'an Application Insights technical profile',
  noopSession: 'a session technical profile of NoopSSOSessionProvider',
  defaultSession: 'a session technical profile of DefaultSSOSessionProvider',
  externalLoginSession: 'a session technical profile of ExternalLoginSSOSessionProvider',
  oauthSession: 'a session technical profile of OAuthSSOSessionProvider',
  samlSession: 'a session technical profile of SamlSSOSessionProvider',
  oauth1: 'an OAuth1 technical profile',
  oauth2: 'an OAuth2 technical profile',
  openIdConnect: 'an OpenID Connect technical profile',
  saml2: 'a SAML technical profile',
  jwtIssuer: 'a JWT issuer',
  samlIssuer: 'a SAML token issuer',
  userInfoIssuer: 'a UserInfo issuer',
  oauth2ErrorIssuer: 'an OAuth2 error issuer',
  userInfoAuthorization: 'a UserInfo authorization technical profile',
  idTokenHint: 'an id_token_hint technical profile',
  engineSettings: 'a technical profile of the engine',
  passThrough: 'a technical profile without a provider',
};

/** The class of a handler before its assembly, without spaces. */
export function handlerClass(handler: string): string {
  return (handler.split(',', 1)[0] ?? '').replace(/\s/g, '');
}

/**
 * The type of a technical profile after merge and includes; undefined where its protocol is absent,
 * not in use any more (WsFed, UProve …), or its handler unknown. @see facts policy-language 5.1
 */
export function technicalProfileType(profile: TechnicalProfile): TechnicalProfileType | undefined {
  const { name, handler } = profile.protocol ?? {};
  switch (name) {
    case 'Proprietary':
      return types.get(handlerClass(handler ?? ''));
    case 'OpenIdConnect':
      return isJwtIssuer(profile) ? 'jwtIssuer' : 'openIdConnect';
    case 'OAuth2':
      return profile.outputTokenFormat === 'OAuth2Error' ? 'oauth2ErrorIssuer' : 'oauth2';
    case 'OAuth1':
      return 'oauth1';
    case 'SAML2':
      return profile.outputTokenFormat === 'SAML2' ? 'samlIssuer' : 'saml2';
    case 'None':
      return typeWithoutProtocol(profile);
    default:
      return undefined;
  }
}

/** An identity provider may also say OutputTokenFormat JWT, but has none of an issuer's own parts. */
function isJwtIssuer({ outputTokenFormat, cryptographicKeys, metadata }: TechnicalProfile) {
  const isOwn = ({ id }: { id: string }) => /^issuer_/i.test(id);
  const hasOwn = cryptographicKeys.some(isOwn) || metadata.some(({ key }) => isOwn({ id: key }));
  return outputTokenFormat === 'JWT' && hasOwn;
}

function typeWithoutProtocol(profile: TechnicalProfile): TechnicalProfileType {
  switch (profile.outputTokenFormat) {
    case 'JWT':
      return 'jwtIssuer';
    case 'SAML2':
      return 'samlIssuer';
    case 'JSON':
      return 'userInfoIssuer';
    case 'OAuth2Error':
      return 'oauth2ErrorIssuer';
    default:
      return typeWithoutOutput(profile);
  }
}

function typeWithoutOutput(profile: TechnicalProfile): TechnicalProfileType {
  if (profile.inputTokenFormat === 'JWT') return 'userInfoAuthorization';
  const keys = new Set(profile.metadata.map(({ key }) => fold(key)));
  if (keys.has('url') && /^TpEngine_/i.test(profile.id)) return 'engineSettings';
  const isHint = keys.has('metadata') || keys.has('idtokenaudience');
  return isHint || profile.cryptographicKeys.length > 0 ? 'idTokenHint' : 'passThrough';
}
