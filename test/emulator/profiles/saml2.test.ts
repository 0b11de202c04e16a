import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyLocalApplication } from '../../../emulator/protocol/applications.ts';
import { readSamlMetadata } from '../../../emulator/saml/saml-metadata.ts';
import {
  isSignedRequest,
  readAuthnRequest,
  receiveRequest,
} from '../../../emulator/saml/saml-request.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { visitProvider } from '../../../emulator/stand-ins/visit-provider.ts';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import { answerOf } from '../../support/emulated-tenant.ts';
import {
  answerWith,
  type ProviderProfile,
  redirectOf,
  signInAtStandIn,
  startAtProvider,
} from '../../support/provider-profile.ts';

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const keys = { SamlMessageSigning: 'B2C_1A_SamlMessageSigning' };
const profile = (metadata: Readonly<Record<string, string>> = {}): ProviderProfile => ({
  protocol: 'SAML2',
  metadata: {
    PartnerEntity: 'https://idp.example/saml/metadata',
    XmlSignatureAlgorithm: 'Sha256',
    ...metadata,
  },
  keys,
  outputClaims: {
    issuerUserId: 'assertionSubjectName',
    givenName: 'first_name',
    surname: `${claims}/surname`,
    email: `${claims}/emailaddress`,
  },
});

/** Metadata that stands in the policy itself. */
function inline(binding: string, location: string) {
  const service = `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}" />`;
  const metadata = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>${service}</md:IDPSSODescriptor></md:EntityDescriptor>`;
  return { PartnerEntity: `<![CDATA[${metadata}]]>` };
}

interface SignIn {
  readonly name: string;
  readonly keys?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly subject?: RegExp;
  readonly now?: () => Date;
}

const signIns: readonly SignIn[] = [
  { name: 'a redirect that is signed' },
  { name: 'SHA-1', metadata: { XmlSignatureAlgorithm: 'Sha1' } },
  { name: 'SHA-512', metadata: { XmlSignatureAlgorithm: 'Sha512' } },
  { name: 'a redirect that is not signed', metadata: { WantsSignedRequests: 'false' } },
  { name: 'a signed assertion alone', metadata: { ResponsesSigned: 'false' } },
  { name: 'a signed response alone', metadata: { WantsSignedAssertions: 'false' } },
  { name: 'metadata in the policy', metadata: inline('HTTP-Redirect', 'https://idp.example/sso') },
  {
    name: 'an e-mail address as subject',
    metadata: {
      NameIdPolicyFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      IncludeAuthnContextClassReferences:
        'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    },
    subject: /^zoe\.angstrom@example\.org$/,
  },
  {
    name: 'an encrypted assertion',
    metadata: { WantsEncryptedAssertions: 'true' },
    keys: { ...keys, SamlAssertionDecryption: 'B2C_1A_SamlDecryption' },
  },
  { name: 'a clock of its own', now: new VirtualClock(new Date('2031-05-06T07:08:09Z')).now },
];

for (const { name, metadata, subject = /^\d{17}$/, now, keys: own = keys } of signIns) {
  test(`SAML signs in at the stand-in with ${name}`, async (t) => {
    const started = await startAtProvider(
      t,
      { ...profile(metadata), keys: own },
      now ? { now } : {},
    );
    const ended = await signInAtStandIn(started, 'zoe');
    const { issuerUserId, ...attributes } = answerOf(ended) as Record<string, string>;
    assert.match(issuerUserId ?? '', subject);
    assert.deepEqual(attributes, {
      givenName: 'Zoë',
      surname: 'Ångström-Yılmaz',
      email: 'zoe.angstrom@example.org',
    });
  });
}

test('SAML ends with AADB2C90273 where the user cancels at the provider', async (t) => {
  const ended = await signInAtStandIn(await startAtProvider(t, profile()), null);
  assert.equal(
    answerOf(ended),
    "AADB2C90273: An invalid response was received: 'Error: access_denied'",
  );
});

const refused = "AADB2C90273: An invalid response was received: 'Error: invalid_response'";
const evil = '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_evil"/>';

for (const { name, forge, expected = refused } of [
  { name: 'as it came', forge: (xml: string) => xml, expected: 'object' },
  { name: 'with another name', forge: (xml: string) => xml.replace('Zoë', 'Eve') },
  {
    name: 'without its signatures',
    forge: (xml: string) => xml.replaceAll(/<ds:Signature .*?<\/ds:Signature>/g, ''),
  },
  {
    name: 'with a second assertion',
    forge: (xml: string) => xml.replace('</samlp:Response>', `${evil}</samlp:Response>`),
  },
  { name: 'with a document type', forge: (xml: string) => `<!DOCTYPE x [<!ENTITY e "e">]>${xml}` },
  { name: 'that is no XML', forge: () => 'x' },
]) {
  test(`a SAML response ${name}`, async (t) => {
    const started = await startAtProvider(t, profile());
    const { standIns } = started.transaction.tenant;
    const answer = await visitProvider(standIns, redirectOf(started), 'zoe');
    const xml = Buffer.from(answer.get('SAMLResponse') ?? '', 'base64').toString();
    const SAMLResponse = Buffer.from(forge(xml)).toString('base64');
    const given = answerOf(await answerWith(started, { SAMLResponse }));
    assert.equal(typeof given === 'string' ? given : typeof given, expected);
  });
}

test('a SAML response that is too old, or meant for another request, is refused', async (t) => {
  const clock = new VirtualClock(new Date('2031-05-06T07:08:09Z'));
  const first = await startAtProvider(t, profile(), { now: clock.now });
  const { standIns } = first.transaction.tenant;
  const answer = Object.fromEntries(await visitProvider(standIns, redirectOf(first), 'ada'));
  const second = await startAtProvider(t, profile(), { now: clock.now });
  const { state } = redirectOf(second);
  assert.equal(answerOf(await answerWith(second, { ...answer, RelayState: state })), refused);
  clock.advance(60 * 60 * 1000);
  assert.equal(answerOf(await answerWith(first, answer)), refused);
});

test('SAML posts a signed request where the provider takes nothing else', async (t) => {
  const location = 'http://127.0.0.1:1/sso';
  const started = await startAtProvider(t, profile(inline('HTTP-POST', location)));
  const { method, url, parameters } = redirectOf(started);
  assert.deepEqual([method, url], ['POST', location]);
  const received = receiveRequest(parameters, undefined);
  assert.ok(received);
  const { keyStore } = started.transaction.tenant;
  const { certificate } = await keyStore.certificate('B2C_1A_SamlMessageSigning');
  const other = await keyStore.certificate('B2C_1A_Another');
  assert.equal(await isSignedRequest(received, [certificate]), true);
  assert.equal(await isSignedRequest(received, [other.certificate]), false);
  assert.deepEqual(
    readAuthnRequest(received)?.issuer,
    'https://localhost:8443/contoso.onmicrosoft.com/B2C_1A_Test',
  );
});

for (const { name, metadata, keys: own = keys, expected } of [
  { name: 'no PartnerEntity', metadata: { PartnerEntity: '' }, expected: /^AADB2C90023: / },
  {
    name: 'a PartnerEntity that is no metadata',
    metadata: { PartnerEntity: '<![CDATA[<x/>]]>' },
    expected: /^AADB2C90242: /,
  },
  {
    name: 'a PartnerEntity that is not there',
    metadata: { PartnerEntity: 'http://127.0.0.1:1/' },
    expected: /^AADB2C90289: /,
  },
  { name: 'no key to sign requests with', keys: {}, expected: /^AADB2C90025: / },
  {
    name: 'an algorithm that nobody has',
    metadata: { XmlSignatureAlgorithm: 'Sha384' },
    expected: /"Sha384"/,
  },
]) {
  test(`SAML stops at ${name}`, async (t) => {
    const started = await startAtProvider(t, { ...profile(metadata), keys: own });
    assert.match(String(answerOf(started)), expected);
  });
}

test('over HTTP the way back is the assertion consumer, which the metadata names', async (t) => {
  const { transaction } = await startAtProvider(t, profile());
  const { tenant } = transaction;
  const app = routes(openSite(tenant, anyLocalApplication));
  const base = 'https://localhost:8443/contoso.onmicrosoft.com/B2C_1A_Test';
  const metadata = await app.request(`${base}/samlp/metadata?idptp=Provider`);
  const party = readSamlMetadata(await metadata.text());
  assert.equal(party?.entityId, base);
  assert.equal(party.signsRequests, true);
  const query = 'client_id=app&redirect_uri=http://localhost:4200/&response_type=code&scope=openid';
  const away = await app.request(`${base}/oauth2/v2.0/authorize?${query}`);
  const url = away.headers.get('location') ?? '';
  const redirect = { technicalProfileId: 'Provider', method: 'GET', url, state: '' } as const;
  const answer = await visitProvider(
    tenant.standIns,
    { ...redirect, parameters: new Map() },
    'ada',
  );
  const body = new URLSearchParams([...answer]);
  const [consumer] = party.assertionConsumers;
  const back = await app.request(consumer?.location ?? '', { method: 'POST', body });
  assert.equal(((await back.json()) as Record<string, string>)['givenName'], 'Ada');
});

test('an assertion that anybody could read is refused where the policy wants it encrypted', async (t) => {
  const own = { ...keys, SamlAssertionDecryption: 'B2C_1A_SamlDecryption' };
  const parts = { ...profile({ WantsEncryptedAssertions: 'true' }), keys: own };
  const plain = Buffer.from('<Response><Assertion/></Response>').toString('base64');
  const ended = await answerWith(await startAtProvider(t, parts), { SAMLResponse: plain });
  assert.match(String(answerOf(ended)), /'Error: assertion_not_encrypted'$/);
});
