import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';
import { keysFrom } from '../../../caller/keys.ts';
import { LocalKeyStore } from '../../../emulator/local-key-store.ts';
import { openLocalTenant } from '../../../emulator/local-tenant.ts';
import { anyLocalApplication } from '../../../emulator/protocol/applications.ts';
import { readSamlMetadata } from '../../../emulator/saml/saml-metadata.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { writeFiles } from '../../support/policy-text.ts';
import {
  type SamlApplicationParts,
  type SamlParts,
  samlApplication,
  samlPolicy,
} from '../../support/saml-policy.ts';

const { consumer, entityId } = samlApplication;
const origin = 'http://localhost:8080';
const base = `${origin}/contoso.onmicrosoft.com/B2C_1A_Test`;
const logOutPath = 'http://localhost:4200/saml/logout';
const byRedirect = { binding: 'HTTP-Redirect', location: logOutPath } as const;
const byForm = { binding: 'HTTP-POST', location: logOutPath } as const;
const other = { entityId: 'https://other.example/saml', consumer: 'http://localhost:4300/acs' };

/** Keys take long to make: the tests share them. */
const keyStore = new LocalKeyStore({
  ...{ now: () => new Date(), randomBytes, secrets: keysFrom({}, '.') },
});

/** A browser at an emulator with these SAML policies; the first one's application is node-saml. */
async function openApplication(
  t: TestContext,
  policies: readonly SamlParts[],
  config: Partial<SamlConfig> = {},
) {
  const files = policies.map((parts, index) => [`${index}.xml`, samlPolicy(parts)]);
  const opened = await openLocalTenant({
    folders: [await writeFiles(t, Object.fromEntries(files))],
  });
  const tenant = { ...opened, keyStore };
  const site = openSite(tenant, anyLocalApplication);
  const { id, session } = site.sessions.open(undefined);
  const app = routes(site);
  const ask = (url: string, init: RequestInit = {}) =>
    app.request(url, { headers: { cookie: `x-ms-cpim-sso=${id}` }, ...init });
  const party = readSamlMetadata(await (await ask(`${base}/samlp/metadata`)).text());
  const samlOf = (issuer: string, policyBase = base) =>
    new SAML({
      idpCert: [...(party?.certificates ?? [])],
      ...{ issuer, callbackUrl: issuer === entityId ? consumer : other.consumer },
      entryPoint: `${policyBase}/samlp/sso/login`,
      logoutUrl: `${policyBase}/samlp/sso/logout`,
      idpIssuer: policyBase,
      validateInResponseTo: ValidateInResponseTo.always,
      audience: issuer,
      ...config,
    });
  const signIn = async (saml: SAML) => {
    const page = await (await ask(await saml.getAuthorizeUrlAsync('', undefined, {}))).text();
    const [, SAMLResponse = ''] = /name="SAMLResponse" value="([^"]*)"/.exec(page) ?? [];
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
    assert.ok(profile);
    return profile;
  };
  return { tenant, session, ask, samlOf, signIn };
}

/** What a redirect brings an application, as it validates it. */
function validate(saml: SAML, url: string) {
  const { search, searchParams } = new URL(url);
  return saml.validateRedirectAsync(Object.fromEntries(searchParams), search.slice(1));
}

const ownApplication = (logOut?: SamlApplicationParts['logOut']) => ({
  application: logOut ? { logOut } : {},
});

test('an application signs its user out: the session ends, and it is told so', async (t) => {
  const { session, ask, samlOf, signIn } = await openApplication(t, [ownApplication(byRedirect)]);
  const saml = samlOf(entityId);
  const profile = await signIn(saml);
  assert.deepEqual(session.applications()[0]?.assertion, {
    nameId: profile.nameID,
    format: profile.nameIDFormat,
    sessionIndex: profile.sessionIndex,
  });
  const response = await ask(await saml.getLogoutUrlAsync(profile, 'r & 1', {}));
  const location = response.headers.get('location') ?? '';
  assert.ok(location.startsWith(`${logOutPath}?`));
  assert.equal(new URL(location).searchParams.get('RelayState'), 'r & 1');
  assert.ok(new URL(location).searchParams.has('Signature'));
  assert.equal((await validate(saml, location)).loggedOut, true);
  assert.deepEqual(session.applications(), []);
});

test('by form, the answer is signed within, and goes where answers go', async (t) => {
  const { ask, samlOf, signIn } = await openApplication(t, [ownApplication(byForm)]);
  const saml = samlOf(entityId);
  const response = await ask(await saml.getLogoutUrlAsync(await signIn(saml), '', {}));
  const page = await response.text();
  assert.ok(page.includes(`<form method="post" action="${logOutPath}">`));
  const [, value = ''] = /name="SAMLResponse" value="([^"]*)"/.exec(page) ?? [];
  const xml = Buffer.from(value, 'base64').toString();
  assert.match(xml, /^<samlp:LogoutResponse .*<ds:Signature.*status:Success/s);
});

test('who names another user signs nobody out', async (t) => {
  const { session, ask, samlOf, signIn } = await openApplication(t, [ownApplication(byRedirect)]);
  const saml = samlOf(entityId);
  const profile = await signIn(saml);
  const response = await ask(await saml.getLogoutUrlAsync({ ...profile, nameID: 'else' }, '', {}));
  await assert.rejects(validate(saml, response.headers.get('location') ?? ''), /status:Requester/);
  assert.equal(session.applications().length, 1);
});

test('all applications of the session are told, each as it wants to be', async (t) => {
  const second = {
    ...other,
    logOut: { binding: 'HTTP-POST', location: 'http://localhost:4300/out' },
  } as const;
  const policies = [ownApplication(byRedirect), { id: 'B2C_1A_Other', application: second }];
  const { session, ask, samlOf, signIn } = await openApplication(t, policies);
  const [saml, otherSaml] = [
    samlOf(entityId),
    samlOf(other.entityId, base.replace('Test', 'Other')),
  ];
  const profile = await signIn(saml);
  await signIn(otherSaml);
  const out = new URLSearchParams({ post_logout_redirect_uri: 'http://localhost:4200/bye' });
  const page = await (await ask(`${base}/oauth2/v2.0/logout?${out}`)).text();
  assert.ok(page.includes('content="1;url=http://localhost:4200/bye"'));
  assert.ok(
    page.includes('<form method="post" action="http://localhost:4300/out" target="told-1">'),
  );
  const [, src = ''] = /<iframe src="([^"]*)"/.exec(page) ?? [];
  const told = await validate(saml, src.replaceAll('&amp;', '&'));
  assert.deepEqual([told.loggedOut, told.profile?.nameID], [true, profile.nameID]);
  const [, value = ''] = /name="SAMLRequest" value="([^"]*)"/.exec(page) ?? [];
  const { profile: toldByForm } = await otherSaml.validatePostRequestAsync({ SAMLRequest: value });
  assert.equal(toldByForm.nameID, '4711');
  assert.deepEqual(session.applications(), []);
  const answer = await ask(`${base}/samlp/sso/logout?SAMLResponse=x`);
  assert.match(await answer.text(), /has signed you out/);
});

test('one of several that signs out is answered last', async (t) => {
  const second = {
    ...other,
    logOut: { binding: 'HTTP-Redirect', location: 'http://localhost:4300/out' },
  } as const;
  const policies = [ownApplication(byForm), { id: 'B2C_1A_Other', application: second }];
  const { ask, samlOf, signIn } = await openApplication(t, policies);
  const saml = samlOf(entityId);
  const profile = await signIn(saml);
  await signIn(samlOf(other.entityId, base.replace('Test', 'Other')));
  const page = await (await ask(await saml.getLogoutUrlAsync(profile, '', {}))).text();
  assert.ok(page.includes('<iframe src="http://localhost:4300/out?SAMLRequest='));
  assert.ok(page.includes(`<form id="leave" method="post" action="${logOutPath}">`));
});

const refusals = [
  { name: 'has no logout service', gives: /AADB2C90274/ },
  {
    name: 'has one at no address',
    logOut: { ...byRedirect, location: 'javascript:1' },
    gives: /90274/,
  },
  {
    name: 'wants answers at no address',
    logOut: { ...byRedirect, location: `${byRedirect.location}" ResponseLocation="javascript:1` },
    gives: /90274/,
  },
  { name: 'is another', logOut: byRedirect, issuer: other.entityId, gives: /AADB2C90018/ },
] as const;
for (const { name, gives, ...more } of refusals) {
  test(`an application that ${name} cannot sign out`, async (t) => {
    const logOut = 'logOut' in more ? more.logOut : undefined;
    const issuer = 'issuer' in more ? more.issuer : entityId;
    const { session, ask, samlOf, signIn } = await openApplication(t, [ownApplication(logOut)]);
    const profile = await signIn(samlOf(entityId));
    const response = await ask(await samlOf(issuer).getLogoutUrlAsync(profile, '', {}));
    assert.equal(response.status, 400);
    assert.match(await response.text(), gives);
    assert.equal(session.applications().length, 1);
  });
}

test('an application that signs its requests must sign this one, and what is none is AADB2C90165', async (t) => {
  const plain = await openApplication(t, [ownApplication(byRedirect)]);
  const own = await plain.tenant.keyStore.certificate('Application');
  const application = { certificate: own.certificate, logOut: byRedirect };
  const signed = { privateKey: own.privateKey, signatureAlgorithm: 'sha256' } as const;
  const { session, ask, samlOf, signIn } = await openApplication(t, [{ application }], signed);
  const saml = samlOf(entityId);
  const profile = await signIn(saml);
  const url = await saml.getLogoutUrlAsync(profile, '', {});
  const tampered = await ask(url.replace(/Signature=[^&]{8}/, 'Signature=AAAAAAAA'));
  assert.match(await tampered.text(), /AADB2C90168/);
  for (const query of ['', '?SAMLRequest=x']) {
    assert.match(await (await ask(`${base}/samlp/sso/logout${query}`)).text(), /AADB2C90165/);
  }
  assert.equal(session.applications().length, 1);
  assert.equal((await ask(url)).status, 302);
  assert.deepEqual(session.applications(), []);
});
