import type { DataType, Predicate } from './model.ts';
import type { MergeBehavior } from './model-content.ts';
import type { OrchestrationStepType, SingleSignOn } from './model-journeys.ts';

/* The closed lists of words of the schema. @see facts policy-language 1.5 */

export const dataTypes = [
  'boolean',
  'date',
  'dateTime',
  'duration',
  'int',
  'long',
  'string',
  'stringCollection',
  'alternativeSecurityIdCollection',
  'userIdentityCollection',
  'userIdentity',
  'phoneNumber',
  'objectIdentityCollection',
  'objectIdentity',
] as const satisfies readonly DataType[];

export const mergeBehaviors = [
  'Append',
  'Prepend',
  'ReplaceAll',
] as const satisfies readonly MergeBehavior[];

/** The schema takes any text; the reference page names these. */
export const predicateMethods = [
  'IsLengthRange',
  'MatchesRegex',
  'IncludesCharacters',
  'IsDateRange',
] as const satisfies readonly Predicate['method'][];

export const userInputTypes = [
  'TextBox',
  'EmailBox',
  'DateTimeDropdown',
  'RadioSingleSelect',
  'DropdownSingleSelect',
  'CheckboxMultiSelect',
  'Password',
  'Readonly',
  'Button',
  'Paragraph',
] as const;

export const protocolNames = [
  'None',
  'OAuth1',
  'OAuth2',
  'SAML2',
  'OpenIdConnect',
  'WsFed',
  'WsTrust',
  'UProve11',
  'Proprietary',
] as const;

export const tokenFormats = [
  'JSON',
  'JWT',
  'SAML11',
  'SAML2',
  'CpimUnsigned',
  'UProve11',
  'OAuth2Error',
] as const;

export const enabledForUserJourneys = [
  'true',
  'false',
  'OnClaimsExistence',
  'Always',
  'Never',
  'OnItemExistenceInStringCollectionClaim',
  'OnItemAbsenceInStringCollectionClaim',
] as const;

export const orchestrationStepTypes = [
  'ConsentScreen',
  'ClaimsProviderSelection',
  'CombinedSignInAndSignUp',
  'ClaimsExchange',
  'ReviewScreen',
  'SendClaims',
  'GetClaims',
  'UserDialog',
  'InvokeSubJourney',
  'Noop',
] as const satisfies readonly OrchestrationStepType[];

export const preconditionTypes = ['ClaimsExist', 'ClaimEquals'] as const;

export const preconditionActions = [
  'SkipThisOrchestrationStep',
  'SkipThisValidationTechnicalProfile',
] as const;

export const singleSignOnScopes = [
  'Suppressed',
  'TrustFramework',
  'Tenant',
  'Application',
  'Policy',
] as const satisfies readonly SingleSignOn['scope'][];

export const deploymentModes = ['Development', 'Production', 'Debugging'] as const;
export const subJourneyTypes = ['Call', 'Transfer'] as const;
export const displayOptions = ['DoNotShowSingleProvider', 'ShowSingleProvider'] as const;
export const sessionExpiryTypes = ['Rolling', 'Absolute'] as const;
export const scriptExecutions = ['Allow', 'Disallow'] as const;
export const onErrorModes = ['ReturnToRequestor', 'DisplayInService'] as const;
export const maskTypes = ['Simple', 'Regex'] as const;
export const statementTypes = ['Attribute', 'Authentication', 'Subject'] as const;
export const errorActions = ['Reauthenticate', 'InvalidClient'] as const;

export const userInterfaceControlTypes = [
  'VerificationControl',
  'QrCodeControl',
  'AuthenticatorInfoControl',
  'AuthenticatorAppIconControl',
] as const;
