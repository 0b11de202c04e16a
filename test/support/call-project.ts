import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './temporary-folder.ts';

const handler =
  'Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null';

function claimType(id: string, dataType: string): string {
  return `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>${dataType}</DataType></ClaimType>`;
}

interface Profile {
  readonly id: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly keys?: string;
  readonly input: string;
  readonly output: string;
}

function technicalProfile({ id, metadata, keys = '', input, output }: Profile): string {
  const items = Object.entries(metadata).map(
    ([key, value]) => `<Item Key="${key}">${value}</Item>`,
  );
  return `<TechnicalProfile Id="${id}"><DisplayName>${id}</DisplayName>
    <Protocol Name="Proprietary" Handler="${handler}" /><Metadata>${items.join('')}</Metadata>${keys}
    <InputClaims>${input}</InputClaims><OutputClaims>${output}</OutputClaims></TechnicalProfile>`;
}

const basicKeys = `<CryptographicKeys>
  <Key Id="BasicAuthenticationUsername" StorageReferenceId="B2C_1A_Id" />
  <Key Id="BasicAuthenticationPassword" StorageReferenceId="B2C_1A_Secret" />
</CryptographicKeys>`;

/** Three profiles: plain, with a bearer claim, and the one that fetches the token. */
export const callPolicy = `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
  PolicySchemaVersion="0.3.0.0" TenantId="club.onmicrosoft.com" PolicyId="B2C_1A_Club"
  PublicPolicyUri="http://club.onmicrosoft.com/B2C_1A_Club">
  <BuildingBlocks><ClaimsSchema>
    ${claimType('memberNumber', 'string')}${claimType('count', 'int')}${claimType('roles', 'stringCollection')}
    ${claimType('bearerToken', 'string')}${claimType('grantType', 'string')}${claimType('scope', 'string')}
    ${claimType('language', 'string')}
  </ClaimsSchema></BuildingBlocks>
  <ClaimsProviders><ClaimsProvider><DisplayName>REST</DisplayName><TechnicalProfiles>
  ${technicalProfile({
    id: 'REST-Check',
    metadata: {
      ServiceUrl: '{Settings:ApiUrl}/check',
      AuthenticationType: 'None',
      SendClaimsIn: 'Body',
      IncludeClaimResolvingInClaimsHandling: 'true',
    },
    input: `<InputClaim ClaimTypeReferenceId="memberNumber" PartnerClaimType="number" />
      <InputClaim ClaimTypeReferenceId="count" /><InputClaim ClaimTypeReferenceId="roles" />
      <InputClaim ClaimTypeReferenceId="language" DefaultValue="{Culture:RFC5646}" AlwaysUseDefaultValue="true" />`,
    output: '<OutputClaim ClaimTypeReferenceId="count" PartnerClaimType="total" />',
  })}
  ${technicalProfile({
    id: 'REST-Bearer',
    metadata: {
      ServiceUrl: '{Settings:ApiUrl}/bearer',
      AuthenticationType: 'Bearer',
      UseClaimAsBearerToken: 'bearerToken',
    },
    input: '<InputClaim ClaimTypeReferenceId="bearerToken" />',
    output: '<OutputClaim ClaimTypeReferenceId="count" />',
  })}
  ${technicalProfile({
    id: 'REST-AcquireAccessToken',
    metadata: {
      ServiceUrl: '{Settings:TokenUrl}/oauth2/v2.0/token',
      AuthenticationType: 'Basic',
      SendClaimsIn: 'Form',
    },
    keys: basicKeys,
    input: `<InputClaim ClaimTypeReferenceId="grantType" PartnerClaimType="grant_type" DefaultValue="client_credentials" />
      <InputClaim ClaimTypeReferenceId="scope" DefaultValue="api://club/.default" />`,
    output: '<OutputClaim ClaimTypeReferenceId="bearerToken" PartnerClaimType="access_token" />',
  })}
  </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
  <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
    <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName>
      <Protocol Name="OpenIdConnect" /><SubjectNamingInfo ClaimType="sub" />
    </TechnicalProfile></RelyingParty>
</TrustFrameworkPolicy>`;

const settings = { Values: { B2C_1A_Id: 'club', B2C_1A_Secret: 's3cret' } };

/** A project folder whose policies call the API and the token endpoint. */
export async function callingProject(
  t: TestContext,
  apiUrl: string,
  tokenUrl = 'http://127.0.0.1:1',
) {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, 'policies'));
  const environments = [
    { Name: 'Local', Tenant: 'club', PolicySettings: { ApiUrl: apiUrl, TokenUrl: tokenUrl } },
  ];
  await writeFile(join(folder, 'policies/Club.xml'), callPolicy);
  await writeFile(
    join(folder, 'policies/appsettings.json'),
    JSON.stringify({ Environments: environments }),
  );
  await writeFile(join(folder, 'local.settings.json'), JSON.stringify(settings));
  return folder;
}
