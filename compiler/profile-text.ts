import { escapeXml } from './escape-xml.ts';
import { policyNamespace } from './grammar.ts';
import { fileName, kebabCase } from './names.ts';

/** How a new profile proves who calls, as `countersign add profile --auth` names it. */
export const newAuthentications = ['Basic', 'ApiKeyHeader', 'Bearer', 'ClientCertificate'] as const;

/** How it sends claims. */
export const newEncodings = ['Body', 'Form', 'Header', 'QueryString'] as const;

/** A claim of a new profile; without a type it is one that is declared already. */
export interface NewClaim {
  readonly id: string;
  readonly dataType?: string;
}

/** What a new RESTful technical profile is to be. */
export interface NewProfile {
  readonly id: string;
  readonly sendClaimsIn: (typeof newEncodings)[number];
  readonly authentication: (typeof newAuthentications)[number];
  readonly inputClaims: readonly NewClaim[];
  readonly outputClaims: readonly NewClaim[];
}

/** `REST-CheckCode` is served by the function `check-code`. */
export function functionNameOf(id: string): string {
  return fileName(id.replace(/^REST[-_]?(?=.)/i, ''));
}

/** A policy that holds the profile and the claim types that have a type: what is inserted elsewhere. */
export function newProfilePolicy(profile: NewProfile): string {
  const claims = [...profile.inputClaims, ...profile.outputClaims];
  const typed = new Map(claims.flatMap(({ id, dataType }) => (dataType ? [[id, dataType]] : [])));
  const lines = [
    `<TrustFrameworkPolicy xmlns="${policyNamespace}" PolicySchemaVersion="0.3.0.0" TenantId="new.onmicrosoft.com" PolicyId="B2C_1A_New" PublicPolicyUri="http://new.onmicrosoft.com/B2C_1A_New">`,
    ...(typed.size > 0 ? claimsSchema(typed) : []),
    '  <ClaimsProviders>',
    '    <ClaimsProvider>',
    `      <DisplayName>Our API: functions/${functionNameOf(profile.id)}</DisplayName>`,
    '      <TechnicalProfiles>',
    ...technicalProfile(profile),
    '      </TechnicalProfiles>',
    '    </ClaimsProvider>',
    '  </ClaimsProviders>',
    '</TrustFrameworkPolicy>',
  ];
  return `${lines.join('\n')}\n`;
}

function claimsSchema(typed: ReadonlyMap<string, string>): string[] {
  const claimTypes = [...typed].flatMap(([id, dataType]) => [
    `      <ClaimType Id="${escapeXml(id)}">`,
    `        <DisplayName>${escapeXml(wordsOf(id))}</DisplayName>`,
    `        <DataType>${dataType}</DataType>`,
    '      </ClaimType>',
  ]);
  return [
    '  <BuildingBlocks>',
    '    <ClaimsSchema>',
    ...claimTypes,
    '    </ClaimsSchema>',
    '  </BuildingBlocks>',
  ];
}

function technicalProfile({ id, sendClaimsIn, authentication, ...claims }: NewProfile): string[] {
  const encoding = sendClaimsIn === 'Body' ? [] : [item('SendClaimsIn', sendClaimsIn)];
  const { metadata, keys, include } = parts[authentication];
  const lines = [
    `<TechnicalProfile Id="${id}">`,
    `  <DisplayName>${escapeXml(wordsOf(functionNameOf(id)))}</DisplayName>`,
    '  <Metadata>',
    `    ${item('ServiceUrl', `{Settings:ApiUrl}/${functionNameOf(id)}`)}`,
    ...[...encoding, ...metadata].map((each) => `    ${each}`),
    '  </Metadata>',
    ...keys,
    ...claimList('InputClaim', claims.inputClaims),
    ...claimList('OutputClaim', claims.outputClaims),
    `  <IncludeTechnicalProfile ReferenceId="${include}" />`,
    '</TechnicalProfile>',
  ];
  return lines.map((line) => `        ${line}`);
}

function item(key: string, value: string): string {
  return `<Item Key="${key}">${value}</Item>`;
}

function claimList(name: 'InputClaim' | 'OutputClaim', claims: readonly NewClaim[]): string[] {
  if (claims.length === 0) return [];
  const required = name === 'InputClaim' ? ' Required="true"' : '';
  const lines = claims.map(
    ({ id }) => `    <${name} ClaimTypeReferenceId="${escapeXml(id)}"${required} />`,
  );
  return [`  <${name}s>`, ...lines, `  </${name}s>`];
}

/** What ours have in common, by how they authenticate. */
const parts: Record<
  NewProfile['authentication'],
  { metadata: readonly string[]; keys: readonly string[]; include: string }
> = {
  Basic: { metadata: [], keys: [], include: 'REST-Common-Basic' },
  ApiKeyHeader: { metadata: [], keys: [], include: 'REST-Common-ApiKey' },
  Bearer: { metadata: [], keys: [], include: 'REST-Common-Bearer' },
  ClientCertificate: {
    metadata: [item('AuthenticationType', 'ClientCertificate')],
    keys: [
      '  <CryptographicKeys>',
      '    <Key Id="ClientCertificate" StorageReferenceId="B2C_1A_RestClientCertificate" />',
      '  </CryptographicKeys>',
    ],
    include: 'REST-Common',
  },
};

/** `loyaltyNumber` is shown as `Loyalty number`. */
function wordsOf(id: string): string {
  const words = kebabCase(id.replace(/^extension_/i, '')).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
