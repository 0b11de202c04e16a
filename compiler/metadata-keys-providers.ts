import {
  choice,
  flag,
  type MetadataKeys,
  messages,
  required,
  text,
  undocumented,
} from './metadata-key.ts';
import { validationMessages } from './metadata-keys-pages.ts';

/*
 * Metadata keys of technical profiles that call a service without a page, and of session management.
 * Data only. @see facts engine 2.1, 2.9, 2.11, 2.13, 2.14
 */

/** Where the messages that would show the URL of the API can be replaced. @see facts rest-contract 1.2 */
export const restfulMessages = [
  'DefaultUserMessageIfRequestFailed',
  'UserMessageIfCircuitOpen',
  'UserMessageIfDnsResolutionFailed',
  'UserMessageIfRequestTimeout',
] as const;

/** @see facts rest-contract 1.1 */
export const restful: MetadataKeys = {
  ServiceUrl: required('The URL that is called; path and query may hold {claim} placeholders.'),
  AuthenticationType: required('How B2C proves who it is.', {
    values: ['None', 'Basic', 'Bearer', 'ClientCertificate', 'ApiKeyHeader'],
  }),
  AllowInsecureAuthInProduction: flag('Allows AuthenticationType None outside Development.'),
  SendClaimsIn: choice(
    'Where the input claims travel.',
    ['Body', 'Form', 'Header', 'Url', 'QueryString'],
    'Body',
  ),
  ClaimsFormat: text('Has no effect.'),
  ClaimUsedForRequestPayload: {
    meaning: 'The claim whose text is the whole body.',
    refersTo: 'ClaimType',
  },
  DebugMode: flag('Shows developer details of errors to users.'),
  ResolveJsonPathsInJsonTokens: flag('A PartnerClaimType of an output is a path into the answer.'),
  UseClaimAsBearerToken: {
    meaning: 'The claim whose value is the bearer token.',
    refersTo: 'ClaimType',
  },
  ...messages(...restfulMessages),
  ...undocumented('ClaimResolverUrlFormatting', 'HttpBinding'),
};

/** @see facts engine 2.1 */
export const directory: MetadataKeys = {
  Operation: required('What the call does.', {
    values: ['Read', 'Write', 'DeleteClaims', 'DeleteClaimsPrincipal'],
  }),
  RaiseErrorIfClaimsPrincipalDoesNotExist: flag('A user who is not there is an error.'),
  RaiseErrorIfClaimsPrincipalAlreadyExists: flag('A user who is there is an error.'),
  ApplicationObjectId: text('The object id of the application that owns extension attributes.'),
  ClientId: text('The id of the application that owns extension attributes.'),
  ...validationMessages,
  ...undocumented('api-version'),
};

/** @see facts engine 2.9 */
export const claimsTransformation: MetadataKeys = {
  ContentDefinitionReferenceId: {
    meaning: 'Whose localized strings GetLocalizedStringsTransformation reads.',
    refersTo: 'ContentDefinition',
  },
  ...validationMessages,
};

/** @see facts engine 2.14 */
export const conditionalAccess: MetadataKeys = {
  OperationType: required('What the call does.', { values: ['Evaluation', 'Remediation'] }),
};

/** @see facts engine 2.14 */
export const applicationInsights: MetadataKeys = {
  InstrumentationKey: text('The Application Insights resource that gets the event.'),
  DeveloperMode: flag('Events are sent at once.'),
  DisableTelemetry: flag('Nothing is sent.'),
};

/** @see facts engine 2.13 */
export const externalLoginSession: MetadataKeys = {
  AlwaysFetchClaimsFromProvider: flag('Has no effect.'),
};

/** @see facts engine 2.13 */
export const samlSession: MetadataKeys = {
  IncludeSessionIndex: flag('Has no effect.'),
  RegisterServiceProviders: flag('Keeps the applications that got an assertion.', 'true'),
};

/** @see facts engine 2.14 */
export const idTokenHint: MetadataKeys = {
  METADATA: text('The URL of the OpenID configuration, where a certificate signs.'),
  issuer: text('The issuer of the token.'),
  IdTokenAudience: text('The audience of the token.'),
};

/** @see facts engine 2.2b */
export const userInfoAuthorization: MetadataKeys = {
  issuer: text('The issuer of the token.'),
  audience: text('The applications whose tokens are good, as a JSON array.'),
  client_assertion_type: text('The type of the token.'),
};

/** The settings of the engine in the starter pack's base. */
export const engineSettings: MetadataKeys = { url: text('Always {service:te}.') };
