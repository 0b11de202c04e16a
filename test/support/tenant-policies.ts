import type { TestContext } from 'node:test';
import { writeFiles } from './policy-text.ts';

const namespace = 'http://schemas.microsoft.com/online/cpim/schemas/2013/06';

/** A policy file in which the tenant is a token, as in those that are built for environments. */
function policy(id: string, content: string): string {
  const root = `xmlns="${namespace}" PolicySchemaVersion="0.3.0.0" TenantId="{Settings:Tenant}"`;
  return `<TrustFrameworkPolicy ${root} PolicyId="B2C_1A_${id}" PublicPolicyUri="http://{Settings:Tenant}/B2C_1A_${id}">
${content}
</TrustFrameworkPolicy>
`;
}

/** A base policy: what a token holds, and a journey that only sends it. */
const base = policy(
  'Base',
  `<BuildingBlocks><ClaimsSchema>
  <ClaimType Id="sub"><DisplayName>Subject</DisplayName><DataType>string</DataType></ClaimType>
</ClaimsSchema></BuildingBlocks>
<ClaimsProviders><ClaimsProvider><DisplayName>Tokens</DisplayName><TechnicalProfiles>
  <TechnicalProfile Id="JwtIssuer">
    <DisplayName>JWT</DisplayName><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat>
    <Metadata>
      <Item Key="client_id">{service:te}</Item>
      <Item Key="issuer_refresh_token_user_identity_claim_type">sub</Item>
      <Item Key="SendTokenResponseBodyWithJsonNumbers">true</Item>
      <Item Key="token_lifetime_secs">3600</Item>
    </Metadata>
    <CryptographicKeys>
      <Key Id="issuer_secret" StorageReferenceId="B2C_1A_TokenSigningKeyContainer" />
      <Key Id="issuer_refresh_token_key" StorageReferenceId="B2C_1A_TokenEncryptionKeyContainer" />
    </CryptographicKeys>
  </TechnicalProfile>
</TechnicalProfiles></ClaimsProvider></ClaimsProviders>
<UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
  <OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
</OrchestrationSteps></UserJourney></UserJourneys>`,
);

/** A policy between a base and a relying party. */
function extension(id: string, baseId: string): string {
  return policy(id, inheritance(baseId));
}

function inheritance(baseId: string): string {
  return `<BasePolicy><TenantId>{Settings:Tenant}</TenantId><PolicyId>B2C_1A_${baseId}</PolicyId></BasePolicy>`;
}

/** A relying party. */
export function relyingParty(id: string, baseId: string): string {
  return policy(
    id,
    `${inheritance(baseId)}
<RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
  <TechnicalProfile Id="PolicyProfile">
    <DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
    <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="{Settings:Club}" /></OutputClaims>
    <SubjectNamingInfo ClaimType="sub" />
  </TechnicalProfile>
</RelyingParty>`,
  );
}

/** Two environments, of which the first is the one for production. */
const settings = {
  Environments: [
    {
      ...{ Name: 'Live', Production: true, Tenant: 'contoso.onmicrosoft.com' },
      PolicySettings: { Club: 'Alder &amp; Lake' },
    },
    { Name: 'Trial', Tenant: 'trial.onmicrosoft.com', PolicySettings: { Club: 'Trial' } },
  ],
};

/** Lint finds nothing in them. By their names the last comes first, and the base last. */
export const tenantPolicies = {
  'policies/Z.xml': base,
  'policies/Middle.xml': extension('Middle', 'Base'),
  'policies/A.xml': relyingParty('A', 'Middle'),
  'policies/B.xml': relyingParty('B', 'Base'),
  'policies/appsettings.json': JSON.stringify(settings),
};

/** Writes them, with changes of the test's own. */
export function writeTenantPolicies(
  t: TestContext,
  own: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  return writeFiles(t, { ...tenantPolicies, ...own });
}
