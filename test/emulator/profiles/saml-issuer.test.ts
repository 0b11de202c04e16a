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
import { writeFiles } from '../../support/policy-text.ts';
import { type SamlParts, samlApplication, samlPolicy } from '../../support/saml-policy.ts';

const { consumer, entityId } = samlApplication;

/** The emulator over HTTP, and node-saml as the application. */
async function startApplication(
  t: TestContext,
  parts: SamlParts,
  config: Partial<SamlConfig> = {},
) {
  const folder = await writeFiles(t, { 'policy.xml': samlPolicy(parts) });
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
  const parts = { application: { certificate: own.certificate } };
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
