import {
  choice,
  flag,
  type MetadataKeys,
  number,
  required,
  text,
  undocumented,
} from './metadata-key.ts';
import { validationMessages } from './metadata-keys-pages.ts';

/*
 * Metadata keys of identity providers and of token issuers. Data only.
 * @see facts engine 2.2, 2.6, 2.7, 2.8, 2.12
 */

const clientId = required('The id that this tenant has at the identity provider.');
const providerName = text('The name of the identity provider.');
const httpBinding = choice('How the token endpoint is called.', ['GET', 'POST']);
const usePolicy = flag('The redirect URI names the policy.');
const singleLogout = flag('Signs the user out of the identity provider as well.', 'true');
const responseMode = choice(
  'How the identity provider answers.',
  ['query', 'fragment', 'form_post'],
  'form_post',
);

/** @see facts engine 2.6 */
export const oauth1: MetadataKeys = {
  client_id: clientId,
  ProviderName: providerName,
  request_token_endpoint: text('Where the request token is fetched.'),
  authorization_endpoint: text('Where the user signs in.'),
  access_token_endpoint: text('Where the access token is fetched.'),
  ClaimsEndpoint: text('Where more claims of the user are fetched.'),
  ClaimsResponseFormat: text('The format of what ClaimsEndpoint answers: json.'),
};

/** @see facts engine 2.7 */
export const oauth2: MetadataKeys = {
  client_id: clientId,
  IdTokenAudience: text('The audience, where it is not the client_id.'),
  authorization_endpoint: text('Where the user signs in.'),
  AccessTokenEndpoint: text('Where the access token is fetched.'),
  ClaimsEndpoint: text('Where claims of the user are fetched.'),
  end_session_endpoint: text('Where the user signs out.'),
  AccessTokenResponseFormat: text('The format of what AccessTokenEndpoint answers.'),
  AdditionalRequestQueryParameters: text('More parameters of token and claims calls, with commas.'),
  ClaimsEndpointAccessTokenName: text('The query name of the token.', 'access_token'),
  ClaimsEndpointFormatName: text('The query name of the format.'),
  ClaimsEndpointFormat: text('The format that ClaimsEndpoint is asked for.'),
  BearerTokenTransmissionMethod: text(
    'How the token is sent: AuthorizationHeader, else the query.',
  ),
  ProviderName: providerName,
  response_mode: responseMode,
  scope: text('What is asked for, with spaces between.'),
  HttpBinding: httpBinding,
  ResponseErrorCodeParamName: text('The property that tells an error despite HTTP 200.'),
  ExtraParamsInAccessTokenEndpointResponse: flag('The token answer holds more parameters.'),
  ExtraParamsInClaimsEndpointRequest: flag('The claims call needs those parameters.'),
  UsePolicyInRedirectUri: usePolicy,
  token_endpoint_auth_method: choice(
    'How the client proves who it is.',
    ['client_secret_post', 'client_secret_basic'],
    'client_secret_post',
  ),
  ResolveJsonPathsInJsonTokens: flag('A PartnerClaimType may be a path into the JSON.'),
  SingleLogoutEnabled: singleLogout,
  UserAgentForClaimsExchange: text('The User-Agent header of claims calls.'),
  ...undocumented('external_user_identity_claim_id', 'ClaimsResponseFormat', 'response_types'),
  ...undocumented('METADATA', 'grant_type', 'resource', 'access_token_endpoint'),
};

/** @see facts engine 2.8 */
export const openIdConnect: MetadataKeys = {
  METADATA: required('The URL of the OpenID configuration.'),
  client_id: clientId,
  IdTokenAudience: text('The audience, where it is not the client_id.'),
  ProviderName: providerName,
  authorization_endpoint: text('Where the user signs in; else as METADATA says.'),
  end_session_endpoint: text('Where the user signs out; else as METADATA says.'),
  issuer: text('The issuer; else as METADATA says.'),
  response_types: text('id_token, code or token.'),
  response_mode: responseMode,
  scope: text('What is asked for, with spaces between.'),
  HttpBinding: httpBinding,
  ValidTokenIssuerPrefixes: text('How allowed issuers begin, with commas.'),
  DiscoverMetadataByTokenIssuer: flag('Takes the OpenID configuration of the issuer of the token.'),
  UsePolicyInRedirectUri: usePolicy,
  MarkAsFailureOnStatusCode5xx: flag('An HTTP status of 5xx counts as a failure.'),
  token_endpoint_auth_method: choice(
    'How the client proves who it is.',
    ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    'client_secret_post',
  ),
  token_signing_algorithm: choice('For private_key_jwt.', ['RS256', 'RS512'], 'RS256'),
  SingleLogoutEnabled: singleLogout,
  ReadBodyClaimsOnIdpRedirect: flag('Reads more fields of the body at the redirect.'),
  ...validationMessages,
  ...undocumented('grant_type', 'resource', 'AccessTokenEndpoint', 'AccessTokenResponseFormat'),
  ...undocumented('ClaimsEndpoint', 'BearerTokenTransmissionMethod', 'LocalAccountProfile'),
  ...undocumented('external_user_identity_claim_id', 'client_assertion_type', 'api-version'),
};

const signatureAlgorithm = choice(
  'The algorithm of signatures.',
  ['Sha256', 'Sha384', 'Sha512', 'Sha1'],
  'Sha1',
);

/** @see facts engine 2.12 */
export const saml2: MetadataKeys = {
  PartnerEntity: required('The metadata of the identity provider: its URL, or the XML itself.'),
  WantsSignedRequests: flag('Requests are signed.', 'true'),
  WantsSignedAssertions: flag('Assertions must be signed.', 'true'),
  ResponsesSigned: flag('Responses must be signed.', 'true'),
  WantsEncryptedAssertions: flag('Assertions must be encrypted.'),
  XmlSignatureAlgorithm: signatureAlgorithm,
  NameIdPolicyFormat: text('The format of the name identifier.'),
  NameIdPolicyAllowCreate: flag('The identity provider may make an identifier.'),
  IncludeAuthnContextClassReferences: text('Authentication contexts that are asked for.'),
  IncludeKeyInfo: flag('Messages hold the key.', 'true'),
  ForceAuthN: flag('The user must sign in again.'),
  AuthenticationRequestExtensions: text('XML that is put into the request.'),
  ProviderName: providerName,
  SingleLogoutEnabled: singleLogout,
};

/** @see facts engine 2.12 */
export const samlIssuer: MetadataKeys = {
  IssuerUri: text('The issuer of assertions.'),
  XmlSignatureAlgorithm: signatureAlgorithm,
  TokenNotBeforeSkewInSeconds: number('How far NotBefore lies in the past.', [0, 3600], '0'),
  ...undocumented('TokenLifeTimeInSeconds'),
};

const tokenLifetime: readonly [number, number] = [300, 86_400];

/** @see facts engine 2.2 */
export const jwtIssuer: MetadataKeys = {
  issuer_refresh_token_user_identity_claim_type: required(
    'The claim that identifies the user in codes and refresh tokens.',
    { refersTo: 'ClaimType' },
  ),
  client_id: text('Always {service:te}.'),
  token_lifetime_secs: number('How long access tokens are good.', tokenLifetime, '3600'),
  id_token_lifetime_secs: number('How long ID tokens are good.', tokenLifetime, '3600'),
  refresh_token_lifetime_secs: number(
    'How long refresh tokens are good.',
    [86_400, 7_776_000],
    '1209600',
  ),
  rolling_refresh_token_lifetime_secs: number(
    'When the user must sign in again.',
    [86_400, 31_536_000],
    '7776000',
  ),
  allow_infinite_rolling_refresh_token: flag('The user need never sign in again.'),
  IssuanceClaimPattern: choice(
    'The form of the issuer.',
    ['AuthorityAndTenantGuid', 'AuthorityWithTfp'],
    'AuthorityAndTenantGuid',
  ),
  AuthenticationContextReferenceClaimPattern: choice(
    'What the claim acr holds.',
    ['None', 'PolicyId'],
    'PolicyId',
  ),
  SendTokenResponseBodyWithJsonNumbers: flag('Numbers in token answers are JSON numbers.'),
  RefreshTokenUserJourneyId: {
    meaning: 'The journey that runs when a refresh token is redeemed.',
    refersTo: 'UserJourney',
  },
  ClientCredentialsUserJourneyId: {
    meaning: 'The journey that runs for client credentials.',
    refersTo: 'UserJourney',
  },
};

/** Of the relying party's own technical profile, where its protocol is SAML2. @see facts policy-language 7 */
export const samlRelyingParty: MetadataKeys = {
  PartnerEntity: text('The metadata of the application: its URL, or the XML itself.'),
  IdpInitiatedProfileEnabled: flag('Users may start at the identity provider.'),
  XmlSignatureAlgorithm: signatureAlgorithm,
  DataEncryptionMethod: text('The algorithm that encrypts assertions.', 'Aes256'),
  KeyEncryptionMethod: choice('The algorithm that encrypts keys.', ['Rsa15', 'RsaOaep'], 'Rsa15'),
  UseDetachedKeys: flag('Keys stand beside the data that they encrypt.'),
  WantsSignedResponses: flag('Responses are signed.', 'true'),
  RemoveMillisecondsFromDateTime: flag('Times are without milliseconds.'),
  RequestContextMaximumLengthInBytes: number('How long a RelayState may be.', [0, 2048], '1000'),
};
