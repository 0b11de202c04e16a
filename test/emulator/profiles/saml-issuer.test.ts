import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';
import { listen } from '../../../emulator/listen.ts';
import { openLocalTenant } from '../../../emulator/local-tenant.ts';
import { anyLocalApplication } from '../../../emulator/protocol/applications.ts';
import { readSamlMetadata } from '../../../emulator/saml/saml-metadata.ts';
import { signedXml } from '../../../emulator/saml/sign-xml.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { exchange, handlers, journeyPolicy } from '../../support/emulated-tenant.ts';
import { policyText, writeFiles } from '../../support/policy-text.ts';

const consumer = 'http://localhost:4200/saml/acs';
const entityId = 'https://app.example/saml';

/** What a test says of the application and of its policy. */
interface SamlParts {
  readonly applicationCertificate?: string;
  readonly relyingParty?: Readonly<Record<string, string>>;
  readonly issuer?: Readonly<Record<string, string>>;
  readonly fails?: boolean;
}

const items = (metadata: Readonly<Record<string, string>>) =>
  Object.entries(metadata)
    .map(([key, value]) => `<Item Key="${key}">${value}</Item>`)
    .join('');

/** The application's own metadata. */
function applicationMetadata(certificate: string | undefined): string {
  const base64 = certificate?.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const key = base64
    ? `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`
    : '';
  return `<![CDATA[<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><SPSSODescriptor AuthnRequestsSigned="${base64 !== undefined}" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key}<AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${consumer}" index="0" /></SPSSODescriptor></EntityDescriptor>]]>`;
}

function policyOf(parts: SamlParts): string {
  const { relyingParty, issuer, fails = false } = parts;
  const values = { objectId: '4711', displayName: 'Zoë &amp; Co &lt;x>', roles: '' };
  const outputs = Object.entries(values).map(
    ([id, value]) => `<OutputClaim ClaimTypeReferenceId="${id}" DefaultValue="${value}" />`,
  );
  const claimsProfile = `<TechnicalProfile Id="Claims"><DisplayName>Claims</DisplayName>${handlers.claimsTransformation}<OutputClaims>${fails ? '' : outputs.join('')}</OutputClaims></TechnicalProfile>`;
  const keys = ['MetadataSigning', 'SamlMessageSigning', 'SamlAssertionSigning'].map(
    (id) => `<Key Id="${id}" StorageReferenceId="B2C_1A_${id}" />`,
  );
  const saml = `<TechnicalProfile Id="Saml2AssertionIssuer"><DisplayName>Issuer</DisplayName><Protocol Name="SAML2" /><OutputTokenFormat>SAML2</OutputTokenFormat><Metadata>${items({ XmlSignatureAlgorithm: 'Sha256', ...issuer })}</Metadata><CryptographicKeys>${keys.join('')}</CryptographicKeys><UseTechnicalProfileForSessionManagement ReferenceId="SM-Saml-issuer" /></TechnicalProfile>`;
  const session = `<TechnicalProfile Id="SM-Saml-issuer"><DisplayName>Session</DisplayName>${handlers.noopSession.replace('NoopSSOSessionProvider', 'SamlSSOSessionProvider')}</TechnicalProfile>`;
  const policy = journeyPolicy({
    claims: { objectId: 'string', displayName: 'string', roles: 'string' },
    technicalProfiles: claimsProfile + saml + session,
    steps: `${exchange(1, 'Claims')}<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Saml2AssertionIssuer" />`,
  });
  const partner = { PartnerEntity: applicationMetadata(parts.applicationCertificate) };
  return policyText({
    ...policy,
    relyingParty: `<DefaultUserJourney ReferenceId="Test" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Test</DisplayName><Protocol Name="SAML2" /><Metadata>${items({ ...partner, ...relyingParty })}</Metadata><OutputClaims><OutputClaim ClaimTypeReferenceId="displayName" /><OutputClaim ClaimTypeReferenceId="roles" /><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="objectId" /></OutputClaims><SubjectNamingInfo ClaimType="objectId" ExcludeAsClaim="true" /></TechnicalProfile>`,
  });
}

/** The emulator over HTTP, and node-saml as the application. */
async function startApplication(
  t: TestContext,
  parts: SamlParts,
  config: Partial<SamlConfig> = {},
) {
  const folder = await writeFiles(t, { 'policy.xml': policyOf(parts) });
  const tenant = await openLocalTenant({ folders: [folder] });
  const server = await listen(routes(openSite(tenant, anyLocalApplication)), { port: 0 });
  t.after(server.close);
  const base = `${server.origin}/contoso.onmicrosoft.com/B2C_1A_Test`;
  const metadata = await (await fetch(`${base}/samlp/metadata`)).text();
  const party = readSamlMetadata(metadata);
  const application = new SAML({
    idpCert: [...(party?.certificates ?? [])],
    ...{ issuer: entityId, callbackUrl: consumer, audience: entityId },
    entryPoint: `${base}/samlp/sso/login`,
    idpIssuer: party?.entityId ?? '',
    validateInResponseTo: ValidateInResponseTo.always,
    wantAuthnResponseSigned: false,
    ...config,
  });
  return { tenant, base, metadata, party, application };
}

/** What a page posts by itself. */
function postedBy(page: string): { action: string; SAMLResponse: string; relayState: string } {
  const value = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page) ?? [];
  return { action, SAMLResponse: value('SAMLResponse'), relayState: value('RelayState') };
}

async function signIn(application: SAML) {
  const url = await application.getAuthorizeUrlAsync('relay', undefined, {});
  const response = await fetch(url);
  return postedBy(await response.text());
}

interface Case extends SamlParts {
  readonly name: string;
  readonly config?: Partial<SamlConfig>;
}

const cases: readonly Case[] = [
  { name: 'signs response and assertion', config: { wantAuthnResponseSigned: true } },
  { name: 'signs the assertion alone', relyingParty: { WantsSignedResponses: 'false' } },
  { name: 'signs with SHA-1', issuer: { XmlSignatureAlgorithm: 'Sha1' } },
  { name: 'signs with SHA-512', issuer: { XmlSignatureAlgorithm: 'Sha512' } },
  { name: 'calls itself as the policy says', issuer: { IssuerUri: 'https://issuer.example' } },
  { name: 'leaves milliseconds out', relyingParty: { RemoveMillisecondsFromDateTime: 'true' } },
];

for (const { name, config, ...parts } of cases) {
  test(`the SAML issuer ${name}`, async (t) => {
    const { application, party } = await startApplication(t, parts, config);
    const { action, SAMLResponse, relayState } = await signIn(application);
    assert.deepEqual([action, relayState], [consumer, 'relay']);
    const { profile } = await application.validatePostResponseAsync({ SAMLResponse });
    assert.equal(profile?.nameID, '4711');
    assert.equal(profile?.issuer, party?.entityId);
    assert.deepEqual({ ...(profile?.['attributes'] as object) }, { displayName: 'Zoë & Co <x>' });
    const xml = Buffer.from(SAMLResponse, 'base64').toString();
    const hasMilliseconds = /IssueInstant="[^"]*\.\d{3}Z"/.test(xml);
    if (parts.relyingParty?.['RemoveMillisecondsFromDateTime'])
      assert.equal(hasMilliseconds, false);
  });
}

test('the SAML issuer tells a fault as a status', async (t) => {
  const { application } = await startApplication(t, { fails: true });
  const { SAMLResponse } = await signIn(application);
  await assert.rejects(application.validatePostResponseAsync({ SAMLResponse }));
  assert.match(
    Buffer.from(SAMLResponse, 'base64').toString(),
    /status:Responder.*as subject of its assertions/s,
  );
});

test('metadata of the issuer is signed', async (t) => {
  const { metadata, tenant, party, base } = await startApplication(t, {});
  const { certificate } = await tenant.keyStore.certificate('B2C_1A_MetadataSigning');
  const covered = (await signedXml(metadata, [certificate])) ?? '';
  assert.equal(readSamlMetadata(covered)?.entityId, base);
  assert.deepEqual(
    party?.signInServices.map(({ location }) => location),
    [`${base}/samlp/sso/login`, `${base}/samlp/sso/login`],
  );
});

test('an application that signs its requests must sign each, by redirect and by form', async (t) => {
  const { tenant } = await startApplication(t, {});
  const own = await tenant.keyStore.certificate('Application');
  const other = await tenant.keyStore.certificate('Other');
  const parts = { applicationCertificate: own.certificate };
  const signed = { privateKey: own.privateKey, signatureAlgorithm: 'sha256' } as const;
  const { application, base, party } = await startApplication(t, parts, signed);
  assert.notEqual((await signIn(application)).SAMLResponse, '');
  const common = {
    idpCert: [...(party?.certificates ?? [])],
    ...{ issuer: entityId, callbackUrl: consumer, entryPoint: `${base}/samlp/sso/login` },
    signatureAlgorithm: 'sha256' as const,
  };
  const byForm = { authnRequestBinding: 'HTTP-POST', skipRequestCompression: true };
  for (const [privateKey, status] of [
    [own.privateKey, 200],
    [other.privateKey, 400],
  ] as const) {
    const poster = new SAML({ ...common, ...byForm, privateKey });
    const message = await poster.getAuthorizeMessageAsync('relay');
    const body = new URLSearchParams(message as Record<string, string>);
    const response = await fetch(`${base}/samlp/sso/login`, { method: 'POST', body });
    assert.equal(response.status, status);
    const url = await new SAML({ ...common, privateKey }).getAuthorizeUrlAsync(
      'relay',
      undefined,
      {},
    );
    assert.equal((await fetch(url)).status, status);
  }
  const unsigned = await new SAML(common).getAuthorizeUrlAsync('relay', undefined, {});
  assert.match(await (await fetch(unsigned)).text(), /AADB2C90168/);
});

for (const { name, config, expected } of [
  {
    name: 'of another application',
    config: { issuer: 'https://evil.example' },
    expected: /AADB2C90018/,
  },
  {
    name: 'that wants its answer elsewhere',
    config: { callbackUrl: 'https://evil.example' },
    expected: /AADB2C90006/,
  },
]) {
  test(`a SAML request ${name} is told to nobody but the user`, async (t) => {
    const { application } = await startApplication(t, {}, config);
    const response = await fetch(await application.getAuthorizeUrlAsync('', undefined, {}));
    assert.equal(response.status, 400);
    assert.match(await response.text(), expected);
  });
}

test('what is no SAML request is AADB2C90165', async (t) => {
  const { base } = await startApplication(t, {});
  for (const query of ['', '?SAMLRequest=x', '?SAMLRequest=%00&RelayState=a']) {
    const response = await fetch(`${base}/samlp/sso/login${query}`);
    assert.match(await response.text(), /AADB2C90165/);
  }
});
