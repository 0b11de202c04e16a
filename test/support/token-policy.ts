import type { TestContext } from 'node:test';
import * as jose from 'jose';
import { type LocalTenantOptions, openLocalTenant } from '../../emulator/local-tenant.ts';
import type { LoadedPolicy } from '../../emulator/policy-library.ts';
import { discoveryDocument, jsonWebKeySet } from '../../emulator/protocol/discovery.ts';
import { answerToken, type TokenCall } from '../../emulator/protocol/token-endpoint.ts';
import type { Tenant } from '../../emulator/tenant.ts';
import { openJourney } from '../../emulator/testing.ts';
import { handlers } from './emulated-tenant.ts';
import { policyText, writeFiles } from './policy-text.ts';

/** A policy whose journey sets claims without a page and sends tokens. */
export interface TokenPolicy {
  /** More of the issuer's metadata. */
  readonly issuer?: Readonly<Record<string, string>>;
  /** ClaimType elements besides objectId. */
  readonly claimTypes?: string;
  /** OutputClaim elements that set claims. */
  readonly claims?: string;
  /** OutputClaim elements of the relying party, besides the subject. */
  readonly outputClaims?: string;
  /** InputClaim elements of the relying party. */
  readonly inputClaims?: string;
  readonly technicalProfiles?: string;
  /** In place of the journey that sets claims. */
  readonly journey?: string;
  /** More UserJourney elements. */
  readonly userJourneys?: string;
  /** UserJourneyBehaviors or Endpoints of the relying party. */
  readonly behaviors?: string;
  readonly subject?: string;
}

const defaultJourney =
  '<UserJourney Id="Tokens"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Set" TechnicalProfileReferenceId="SetClaims" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>';

/** A tenant with such a policy, `B2C_1A_Tokens`. */
export async function tokenTenant(
  t: TestContext,
  parts: TokenPolicy = {},
  options: Partial<LocalTenantOptions> = {},
): Promise<Tenant> {
  const metadata = {
    client_id: '{service:te}',
    issuer_refresh_token_user_identity_claim_type: 'objectId',
    ...parts.issuer,
  };
  const items = Object.entries(metadata).map(
    ([key, value]) => `<Item Key="${key}">${value}</Item>`,
  );
  const inputClaims = parts.inputClaims ? `<InputClaims>${parts.inputClaims}</InputClaims>` : '';
  const text = policyText({
    id: 'B2C_1A_Tokens',
    buildingBlocks: `<ClaimsSchema><ClaimType Id="objectId"><DisplayName>Id</DisplayName><DataType>string</DataType><DefaultPartnerClaimTypes><Protocol Name="OpenIdConnect" PartnerClaimType="oid" /></DefaultPartnerClaimTypes></ClaimType>${parts.claimTypes ?? ''}</ClaimsSchema>`,
    technicalProfiles: `<TechnicalProfile Id="SetClaims"><DisplayName>Set</DisplayName>${handlers.claimsTransformation}<OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" DefaultValue="ada-id" />${parts.claims ?? ''}</OutputClaims></TechnicalProfile><TechnicalProfile Id="JwtIssuer"><DisplayName>Issuer</DisplayName><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat><Metadata>${items.join('')}</Metadata><CryptographicKeys><Key Id="issuer_secret" StorageReferenceId="B2C_1A_Signing" /></CryptographicKeys></TechnicalProfile>${parts.technicalProfiles ?? ''}`,
    userJourneys: `${parts.journey ?? defaultJourney}${parts.userJourneys ?? ''}`,
    relyingParty: `<DefaultUserJourney ReferenceId="Tokens" />${parts.behaviors ?? ''}<TechnicalProfile Id="PolicyProfile"><DisplayName>Test</DisplayName><Protocol Name="OpenIdConnect" />${inputClaims}<OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />${parts.outputClaims ?? ''}</OutputClaims><SubjectNamingInfo ClaimType="${parts.subject ?? 'sub'}" /></TechnicalProfile>`,
  });
  const folder = await writeFiles(t, { 'B2C_1A_Tokens.xml': text });
  return openLocalTenant({ folders: [folder], ...options });
}

/** The tenant's policy. */
export function policyIn(tenant: Tenant, id = 'B2C_1A_Tokens'): LoadedPolicy {
  const loaded = tenant.policies.find(id);
  if (!loaded) throw new Error(`There is no policy "${id}".`);
  return loaded;
}

/** Runs the journey; what the application gets at its redirect URI. */
export async function authorize(tenant: Tenant, parameters: Readonly<Record<string, string>> = {}) {
  const journey = await openJourney({ tenant, policy: 'B2C_1A_Tokens', parameters });
  const { response } = journey;
  if (response?.kind !== 'redirect') throw new Error(`No answer: ${journey.error?.description}`);
  return Object.fromEntries(response.parameters);
}

/** Asks the token endpoint. */
export async function askToken(
  tenant: Tenant,
  form: Readonly<Record<string, string>>,
  more: Partial<TokenCall> & { readonly policy?: string } = {},
) {
  const { policy, ...call } = more;
  const reply = await answerToken(tenant, policyIn(tenant, policy), {
    form: new Map(Object.entries({ client_id: clientId, ...form })),
    ...{ origin, ipAddress: '127.0.0.1' },
    ...call,
  });
  return { status: reply.status, body: reply.body as Record<string, unknown> };
}

/** The application that `openJourney` plays. */
export const clientId = '00000000-0000-4000-8000-000000000000';

const origin = 'https://localhost:8443';

/** Verifies a token as applications do: keys and issuer of the policy's own metadata. */
export async function verify(tenant: Tenant, token: unknown, audience = clientId, policy?: string) {
  const loaded = policyIn(tenant, policy);
  const address = { origin, path: `/contoso.onmicrosoft.com/${loaded.policy.policyId}` };
  const { issuer } = discoveryDocument(tenant, loaded, address);
  const keys = (await jsonWebKeySet(tenant, loaded)) as jose.JSONWebKeySet;
  return jose.jwtVerify(String(token), jose.createLocalJWKSet(keys), {
    ...{ issuer: String(issuer), audience, algorithms: ['RS256'], currentDate: tenant.now() },
  });
}
