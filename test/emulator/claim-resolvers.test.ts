import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JourneyRequest } from '../../emulator/journey-request.ts';
import { answerOf, exchange, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';
import { always, profile } from '../support/profile-text.ts';

const parameters = new Map([
  ['client_id', 'app-1'],
  ['redirect_uri', 'https://app.example/back'],
  ['scope', 'openid mail'],
  ['login_hint', 'ada@example.org'],
  ['domain_hint', 'contoso.com'],
  ['acr_values', 'loa-2'],
  ['max_age', '3600'],
  ['nonce', 'n-1'],
  ['prompt', 'consent'],
  ['resource', 'urn:api'],
  ['username', 'ada'],
  ['password', 'hunter2'],
  ['campaign', 'spring'],
]);

const request: Partial<JourneyRequest> = {
  parameters,
  languages: ['de-CH'],
  saml: {
    id: '_1',
    issuer: 'urn:sp',
    assertionConsumerUrl: 'https://sp.example/acs',
    relayState: 'state-1',
    nameIdPolicyFormat: 'urn:email',
    forceAuthn: true,
    allowCreate: 'true',
    providerName: 'Northwind',
    protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact',
    subject: 'ada@example.org',
    authnContextClassReferences: ['urn:one', 'urn:two'],
  },
};

const resolved: readonly (readonly [text: string, value: string | undefined])[] = [
  ['{Culture:LanguageName}', 'de'],
  ['{Culture:RegionName}', 'CH'],
  ['{Culture:RFC5646}', 'de-CH'],
  ['{Culture:LCID}', '2055'],
  ['{Policy:PolicyId}', 'B2C_1A_Test'],
  ['{Policy:RelyingPartyTenantId}', 'contoso.onmicrosoft.com'],
  ['{Policy:TrustFrameworkTenantId}', 'contoso.onmicrosoft.com'],
  ['{Policy:TenantObjectId}', '11111111-2222-4333-8444-555555555555'],
  ['{Context:BuildNumber}', '1.0.0.0'],
  ['{Context:DateTimeInUtc}', '1/2/2026 3:04:05 AM'],
  ['{Context:DeploymentMode}', 'Production'],
  ['{Context:HostName}', 'localhost'],
  ['{Context:IPAddress}', '203.0.113.7'],
  ['{CONTEXT:KMSI}', undefined],
  ['{Claim:user}', 'ada'],
  ['{claim:missing}', undefined],
  ['{OIDC:AuthenticationContextReferences}', 'loa-2'],
  ['{OIDC:ClientId}', 'app-1'],
  ['{OIDC:DomainHint}', 'contoso.com'],
  ['{OIDC:LoginHint}', 'ada@example.org'],
  ['{OIDC:MaxAge}', '3600'],
  ['{OIDC:Nonce}', 'n-1'],
  ['{OIDC:Prompt}', 'consent'],
  ['{OIDC:RedirectUri}', 'https://app.example/back'],
  ['{OIDC:Resource}', 'urn:api'],
  ['{OIDC:scope}', 'openid mail'],
  ['{OIDC:Username}', 'ada'],
  ['{OIDC:Password}', 'hunter2'],
  ['{OAUTH-KV:campaign}', 'spring'],
  ['{OAUTH-KV:missing}', undefined],
  ['{oauth2:access_token}', undefined],
  ['{SAML:Issuer}', 'urn:sp'],
  ['{SAML:NameIdPolicyFormat}', 'urn:email'],
  ['{SAML:ForceAuthn}', 'true'],
  ['{SAML:RelayState}', 'state-1'],
  ['{SAML:Binding}', 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact'],
  ['{SAML:AllowCreate}', 'true'],
  ['{SAML:ProviderName}', 'Northwind'],
  ['{SAML:Subject}', 'ada@example.org'],
  ['{saml:AuthnContextClassReferences}', 'urn:one,urn:two'],
  ['{policy}', 'B2C_1A_Test'],
  ['{service:te}', '{service:te}'],
  ['{nothing}', '{nothing}'],
  ['{Claim:user} of {Culture:RegionName}', 'ada of CH'],
];

const set = profile({ id: 'Set', outputClaims: [always('user', 'ada')] });
const flag = { IncludeClaimResolvingInClaimsHandling: 'true' };

for (const [text, value] of resolved) {
  test(`the claim resolver ${text} gives ${value ?? 'nothing'}`, async (t) => {
    const it = profile({ id: 'It', metadata: flag, outputClaims: [always('text', text)] });
    const tenant = await tenantOf(
      t,
      {
        claims: { user: 'string', missing: 'string', text: 'string' },
        technicalProfiles: set + it,
        steps: exchange(1, 'Set') + exchange(2, 'It') + sendClaims(3),
        answer: ['text'],
      },
      { now: () => new Date('2026-01-02T03:04:05Z') },
    );
    assert.deepEqual(
      answerOf(await startTest(tenant, request)),
      value === undefined ? {} : { text: value },
    );
  });
}

interface Condition {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly always: string;
  readonly engine?: { readonly unresolvedClaimResolver: 'empty' };
  readonly gives: unknown;
}

const text = '{OAUTH-KV:campaign}';
const conditions: readonly Condition[] = [
  { name: 'both conditions', metadata: flag, always: 'true', gives: { text: 'spring' } },
  {
    name: 'the metadata item without its case',
    metadata: { includeclaimresolvinginclaimshandling: 'True' },
    always: 'true',
    gives: { text: 'spring' },
  },
  { name: 'without the metadata item it stays text', always: 'true', gives: { text } },
  {
    name: 'without AlwaysUseDefaultValue it stays text',
    metadata: flag,
    always: 'false',
    gives: { text },
  },
  {
    name: 'without the metadata item it is empty, by setting',
    always: 'true',
    engine: { unresolvedClaimResolver: 'empty' },
    gives: {},
  },
  {
    name: 'a name that B2C does not have',
    metadata: flag,
    always: '{Context:Weather}',
    gives: 'AADB2C90044: B2C has no claim resolver "{Context:Weather}".',
  },
  {
    name: 'a name of a SAML request that B2C does not have',
    metadata: flag,
    always: '{SAML:Weather}',
    gives: 'AADB2C90044: B2C has no claim resolver "{SAML:Weather}".',
  },
];

for (const { name, metadata = {}, engine = {}, gives, ...condition } of conditions) {
  test(`claim resolvers: ${name}`, async (t) => {
    const isOther = condition.always.startsWith('{');
    const claim = {
      ClaimTypeReferenceId: 'text',
      DefaultValue: isOther ? condition.always : text,
      AlwaysUseDefaultValue: isOther ? 'true' : condition.always,
    };
    const it = profile({ id: 'It', metadata, outputClaims: [claim] });
    const parts = {
      claims: { text: 'string' },
      technicalProfiles: it,
      steps: exchange(1, 'It') + sendClaims(2),
    };
    const tenant = await tenantOf(t, parts, { engine });
    assert.deepEqual(answerOf(await startTest(tenant, request)), gives);
  });
}

test('issuers resolve without the metadata item', async (t) => {
  const issuer = profile({
    id: 'Own',
    handler: '<Protocol Name="None" /><OutputTokenFormat>JSON</OutputTokenFormat>',
    inputClaims: [{ ClaimTypeReferenceId: 'text', DefaultValue: text }],
  });
  const steps =
    '<OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Own" />';
  const tenant = await tenantOf(t, {
    claims: { text: 'string' },
    technicalProfiles: issuer,
    steps,
  });
  assert.deepEqual(answerOf(await startTest(tenant, request)), { text: 'spring' });
});

test('the claim resolver {Context:KMSI} gives what the user chose on the page', async (t) => {
  const page = profile({ id: 'Page', handler: 'selfAsserted', outputClaims: ['user'] });
  const it = profile({
    id: 'It',
    metadata: flag,
    outputClaims: [always('text', '{Context:KMSI}')],
  });
  const tenant = await tenantOf(t, {
    claims: { user: 'string', text: 'string' },
    technicalProfiles: page + it,
    steps: exchange(1, 'Page') + exchange(2, 'It') + sendClaims(3),
    answer: ['text'],
  });
  const { stop } = await startTest(tenant);
  assert.ok('resume' in stop);
  const accepted = await stop.resume({ kind: 'submit', claims: { user: 'ada' } });
  assert.ok('resume' in accepted);
  const end = await accepted.resume({ kind: 'confirm', rememberMe: true });
  assert.deepEqual(answerOf({ stop: end }), { text: 'true' });
});
