import type { ElementRule } from './grammar.ts';
import { fourPartVersion, guid, policyId, tenantId, threePartVersion } from './grammar-values.ts';
import {
  deploymentModes,
  onErrorModes,
  scriptExecutions,
  sessionExpiryTypes,
  singleSignOnScopes,
} from './grammar-words.ts';

/** The root, its small children, and the relying party. @see facts policy-language 1.1, 1.2, 1.5 */
export const policyGrammar = {
  TrustFrameworkPolicy: {
    attributes: {
      'PolicySchemaVersion!': fourPartVersion,
      'TenantId!': tenantId,
      TenantObjectId: guid,
      'PolicyId!': policyId,
      'PublicPolicyUri!': 'text',
      StateTableName: 'text',
      DeploymentMode: deploymentModes,
      UserJourneyRecorderEndpoint: 'text',
    },
    children: `BasePolicy? PolicyConstraints? Contacts? DocumentReferences? BuildingBlocks?
      ClaimsProviders? UserJourneys? SubJourneys? RelyingParty?`,
  },
  BasePolicy: { children: 'TenantId PolicyId' },
  TenantId: { text: tenantId },
  PolicyId: { text: policyId },

  PolicyConstraints: { children: 'Inheritance? RerouteRules?' },
  Inheritance: {
    attributes: { 'DerivingPolicies!': 'text' },
    children: 'Tenants? ConstraintHandler?',
    choice: 'schema-cardinality',
  },
  Tenants: { children: 'Tenant+' },
  Tenant: { attributes: { 'ReferenceId!': guid } },
  ConstraintHandler: { attributes: { 'Id!': 'text', 'Handler!': 'text' } },
  RerouteRules: { attributes: { 'Type!': 'text' }, children: 'RerouteRule*' },
  RerouteRule: { attributes: { 'PolicyId!': 'text', Weight: 'integer', Match: 'text' } },
  Contacts: { children: 'Contact*' },
  Contact: {
    attributes: { 'Id!': 'text' },
    children: 'DisplayName TelephoneNumber=Text Email=Text Role=Text',
  },
  DocumentReferences: { children: 'DocumentReference*', keys: ['DocumentReference/@Id'] },
  DocumentReference: { attributes: { 'Id!': 'text' }, children: 'DisplayName Url=Text' },

  /** Whatever holds any text and no attribute. */
  Text: { text: 'text' },
  DisplayName: { text: 'text' },
  Boolean: { text: 'boolean' },

  RelyingParty: {
    children: 'DefaultUserJourney=Reference? Endpoints? UserJourneyBehaviors? TechnicalProfile*',
  },
  /** Whatever only names another element. */
  Reference: { attributes: { 'ReferenceId!': 'text' } },
  Endpoints: { children: 'Endpoint+', keys: ['Endpoint/@Id'] },
  Endpoint: { attributes: { 'Id!': 'text', 'UserJourneyReferenceId!': 'text' } },
  UserJourneyBehaviors: {
    children: `SingleSignOn? SessionExpiryType? SessionExpiryInSeconds? AzureApplicationInsights?
      JourneyInsights? ContentDefinitionParameters? JourneyFraming? ScriptExecution? OnError?`,
  },
  SingleSignOn: {
    attributes: {
      'Scope!': singleSignOnScopes,
      KeepAliveInDays: 'integer',
      EnforceIdTokenHintOnLogout: 'boolean',
    },
  },
  SessionExpiryType: { text: sessionExpiryTypes },
  SessionExpiryInSeconds: { text: 'integer' },
  AzureApplicationInsights: { attributes: { 'InstrumentationKey!': guid } },
  JourneyInsights: {
    attributes: {
      'InstrumentationKey!': guid,
      'TelemetryEngine!': ['ApplicationInsights'],
      DeveloperMode: 'boolean',
      ClientEnabled: 'boolean',
      ServerEnabled: 'boolean',
      TelemetryVersion: threePartVersion,
    },
  },
  ContentDefinitionParameters: { children: 'Parameter=ContentDefinitionParameter+' },
  ContentDefinitionParameter: { attributes: { 'Name!': 'text' }, text: 'text' },
  JourneyFraming: { attributes: { 'Enabled!': 'boolean', 'Sources!': 'text' } },
  ScriptExecution: { text: scriptExecutions },
  OnError: { attributes: { 'Mode!': onErrorModes } },
} as const satisfies Record<string, ElementRule>;
