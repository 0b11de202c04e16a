import type { TestContext } from 'node:test';
import type { JourneyRequest } from '../../emulator/journey-request.ts';
import { type LocalTenantOptions, openLocalTenant } from '../../emulator/local-tenant.ts';
import { SsoSession } from '../../emulator/sso-session.ts';
import { type StartedJourney, startJourney } from '../../emulator/start-journey.ts';
import type { Tenant } from '../../emulator/tenant.ts';
import { type PolicyParts, policyText, writeFiles } from './policy-text.ts';

/** The parts of a policy whose journey a test runs; its answer is JSON of the claims that it names. */
export interface JourneyParts {
  /** ClaimType id → DataType, or the whole element. */
  readonly claims: Readonly<Record<string, string>>;
  readonly transformations?: string;
  /** More of BuildingBlocks, behind the claims transformations. */
  readonly buildingBlocks?: string;
  readonly technicalProfiles?: string;
  readonly steps: string;
  readonly subJourneys?: string;
  /** UserJourneyBehaviors. */
  readonly behaviors?: string;
  /** What the issuer answers, by claim. */
  readonly answer?: readonly string[];
}

/** Handlers, by the short names that tests use. */
export const handlers = {
  claimsTransformation: handler('Providers.ClaimsTransformationProtocolProvider'),
  selfAsserted: handler('Providers.SelfAssertedAttributeProvider'),
  restful: handler('Providers.RestfulProvider'),
  directory: handler('Providers.AzureActiveDirectoryProvider'),
  phoneFactor: handler('Providers.PhoneFactorProtocolProvider'),
  multifactor: handler('Providers.AzureMfaProtocolProvider'),
  oneTimePassword: handler('Providers.OneTimePasswordProtocolProvider'),
  emailCode: handler('Providers.AadSsprProtocolProvider'),
  defaultSession: handler('SSO.DefaultSSOSessionProvider'),
  noopSession: handler('SSO.NoopSSOSessionProvider'),
  externalLoginSession: handler('SSO.ExternalLoginSSOSessionProvider'),
  oauthSession: handler('SSO.OAuthSSOSessionProvider'),
  applicationInsights: handler('Providers.Insights.AzureApplicationInsightsProvider'),
  conditionalAccess: handler('Providers.ConditionalAccessProtocolProvider'),
  userJourneyContext: handler('Providers.UserJourneyContextProvider'),
};

function handler(name: string): string {
  const assembly = 'Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null';
  return `<Protocol Name="Proprietary" Handler="Web.TPEngine.${name}, ${assembly}" />`;
}

/** The last step of most tests: the issuer answers with the claims. */
export const issuerId = 'Answer';

/** A policy that runs the steps and answers with claims as JSON. */
export function journeyPolicy(parts: JourneyParts): PolicyParts {
  const claimTypes = Object.entries(parts.claims).map(([id, type]) =>
    type.startsWith('<')
      ? type
      : `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>${type}</DataType></ClaimType>`,
  );
  const answer = parts.answer ?? Object.keys(parts.claims);
  const inputClaims = answer.map((id) => `<InputClaim ClaimTypeReferenceId="${id}" />`).join('');
  const issuer = `<TechnicalProfile Id="${issuerId}"><DisplayName>Answer</DisplayName><Protocol Name="None" /><OutputTokenFormat>JSON</OutputTokenFormat><InputClaims>${inputClaims}</InputClaims></TechnicalProfile>`;
  const transformations = parts.transformations
    ? `<ClaimsTransformations>${parts.transformations}</ClaimsTransformations>`
    : '';
  const { subJourneys, behaviors = '' } = parts;
  return {
    id: 'B2C_1A_Test',
    buildingBlocks: `<ClaimsSchema>${claimTypes.join('')}</ClaimsSchema>${transformations}${parts.buildingBlocks ?? ''}`,
    technicalProfiles: `${parts.technicalProfiles ?? ''}${issuer}`,
    userJourneys: `<UserJourney Id="Test"><OrchestrationSteps>${parts.steps}</OrchestrationSteps></UserJourney>`,
    ...(subJourneys === undefined ? {} : { subJourneys }),
    relyingParty: `<DefaultUserJourney ReferenceId="Test" />${behaviors}<TechnicalProfile Id="PolicyProfile"><DisplayName>Test</DisplayName><Protocol Name="OpenIdConnect" /></TechnicalProfile>`,
  };
}

/** A SendClaims step that answers. */
export function sendClaims(order: number): string {
  return `<OrchestrationStep Order="${order}" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="${issuerId}" />`;
}

/** A ClaimsExchange step with one exchange, and preconditions before it. */
export function exchange(order: number, profileId: string, preconditions = ''): string {
  const before = preconditions && `<Preconditions>${preconditions}</Preconditions>`;
  return `<OrchestrationStep Order="${order}" Type="ClaimsExchange">${before}<ClaimsExchanges><ClaimsExchange Id="${profileId}Exchange" TechnicalProfileReferenceId="${profileId}" /></ClaimsExchanges></OrchestrationStep>`;
}

/** A Precondition that skips its step. */
export function skipIf(type: string, executeActionsIf: boolean, ...values: string[]): string {
  const texts = values.map((value) => `<Value>${value}</Value>`).join('');
  return `<Precondition Type="${type}" ExecuteActionsIf="${executeActionsIf}">${texts}<Action>SkipThisOrchestrationStep</Action></Precondition>`;
}

/** A tenant with the policy of a test, in memory. */
export async function tenantOf(
  t: TestContext,
  parts: JourneyParts,
  options: Partial<LocalTenantOptions> = {},
): Promise<Tenant> {
  const policy = journeyPolicy(parts);
  const folder = await writeFiles(t, { [`${policy.id}.xml`]: policyText(policy) });
  return openLocalTenant({ folders: [folder], ...options });
}

/** What a test's application asks for. */
export const testRequest: JourneyRequest = {
  endpoint: 'userInfo',
  parameters: new Map(),
  origin: 'https://localhost:8443',
  clientId: 'app',
  responseTypes: new Set(),
  scopes: ['openid'],
  languages: [],
  ipAddress: '203.0.113.7',
};

/** Starts the journey of the tenant's policy in a new session, or in one that is there already. */
export async function startTest(
  tenant: Tenant,
  request: Partial<JourneyRequest> = {},
  session: SsoSession = new SsoSession(),
): Promise<StartedJourney> {
  const [loaded] = tenant.policies.policies();
  if (!loaded) {
    throw new Error(`The test has no policy: ${tenant.policies.diagnostics[0]?.message ?? ''}`);
  }
  return startJourney({ tenant, loaded, session, request: { ...testRequest, ...request } });
}

/** The claims of a journey that went through, or `code: message` of one that did not. */
export function answerOf({ stop }: Pick<StartedJourney, 'stop'>): unknown {
  if (stop.kind === 'response' && stop.response.kind === 'json') return stop.response.body;
  if (stop.kind !== 'failed') return stop.kind;
  return `${stop.fault.aadb2cCode ?? 'no code'}: ${stop.fault.message}`;
}
