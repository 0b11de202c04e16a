import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Application, anyLocalApplication } from '../../../emulator/protocol/applications.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { authorize, clientId, tokenTenant } from '../../support/token-policy.ts';

const behaviors =
  '<UserJourneyBehaviors><SingleSignOn Scope="Tenant" EnforceIdTokenHintOnLogout="true" /></UserJourneyBehaviors>';
const registered = 'https://app.example/signed-out';
const application: Application = { redirectUris: [registered] };
const applications = {
  find: (id: string) => (id === clientId ? application : undefined),
  takesLocalRedirects: false,
};
const base = 'https://localhost:8443/contoso.onmicrosoft.com/B2C_1A_Tokens/oauth2/v2.0/logout';

interface Case {
  readonly name: string;
  readonly isEnforced?: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** Sends an ID token that the policy issued. */
  readonly hasHint?: boolean;
  /** The address that the browser goes to, or the code on the error page. */
  readonly gives: string;
}

const to = (uri: string) => ({ post_logout_redirect_uri: uri });
const cases: readonly Case[] = [
  {
    name: 'goes to any address',
    parameters: to('https://elsewhere.example/x?y=1'),
    gives: 'https://elsewhere.example/x?y=1',
  },
  {
    name: 'echoes the state',
    parameters: { ...to(registered), state: 's&1' },
    gives: `${registered}?state=s%261`,
  },
  {
    name: 'goes to an installed application',
    parameters: to('com.example.app://out'),
    gives: 'com.example.app://out',
  },
  { name: 'needs an address', parameters: {}, gives: 'AADB2C90036' },
  { name: 'needs one that is whole', parameters: to('/signed-out'), gives: 'AADB2C90067' },
  { name: 'runs no script', parameters: to('javascript:alert(1)'), gives: 'AADB2C90067' },
  {
    name: 'needs a hint where the policy enforces it',
    isEnforced: true,
    parameters: to(registered),
    gives: 'AADB2C90272',
  },
  {
    name: 'needs a hint of its own',
    isEnforced: true,
    parameters: { ...to(registered), id_token_hint: 'x' },
    gives: 'AADB2C90210',
  },
  {
    name: 'goes to a registered address with a hint',
    isEnforced: true,
    hasHint: true,
    parameters: to(registered),
    gives: registered,
  },
  {
    name: 'goes to no other with a hint',
    isEnforced: true,
    hasHint: true,
    parameters: to('https://elsewhere.example/'),
    gives: 'AADB2C90006',
  },
];

async function open(t: TestContext, isEnforced: boolean, now = () => new Date()) {
  const tenant = await tokenTenant(t, isEnforced ? { behaviors } : {}, { now });
  const site = openSite(tenant, applications);
  const { id: cookie, session } = site.sessions.open(undefined);
  session.addApplication({ clientId, policyId: 'B2C_1A_Tokens' });
  const ask = (parameters: Readonly<Record<string, string>>, init: RequestInit = {}) =>
    routes(site).request(`${base}?${new URLSearchParams(parameters)}`, {
      headers: { cookie: `x-ms-cpim-sso=${cookie}` },
      ...init,
    });
  return { tenant, session, ask };
}

for (const { name, isEnforced = false, parameters, hasHint = false, gives } of cases) {
  test(`logout ${name}`, async (t) => {
    let at = new Date('2026-01-01');
    const { tenant, session, ask } = await open(t, isEnforced, () => at);
    const { id_token: hint = '' } = await authorize(tenant, { response_type: 'id_token' });
    at = new Date('2026-01-02'); // the token has expired long since
    const response = await ask({ ...parameters, ...(hasHint ? { id_token_hint: hint } : {}) });
    const isRefused = gives.startsWith('AADB2C');
    if (isRefused) assert.ok((await response.text()).includes(`${gives}: `));
    else assert.equal(response.headers.get('location'), gives);
    assert.equal(response.status, isRefused ? 400 : 302);
    assert.equal(
      session.applications().length,
      isRefused ? 1 : 0,
      'a refused request ends no session',
    );
  });
}

test('applications with a logout address are told in hidden frames', async (t) => {
  const tenant = await tokenTenant(t);
  const told = { redirectUris: [], frontChannelLogoutUri: 'https://app.example/bye?"><script>' };
  const site = openSite(tenant, { ...anyLocalApplication, find: () => told });
  const { id, session } = site.sessions.open(undefined);
  session.addApplication({ clientId, policyId: 'B2C_1A_Tokens' });
  const query = new URLSearchParams(to('http://localhost:4200/'));
  const response = await routes(site).request(`${base}?${query}`, {
    headers: { cookie: `x-ms-cpim-sso=${id}` },
  });
  const page = await response.text();
  assert.ok(
    page.includes('<iframe src="https://app.example/bye?&quot;&gt;&lt;script&gt;" hidden>'),
  );
  assert.ok(page.includes('content="1;url=http://localhost:4200/"'));
  assert.deepEqual(session.applications(), []);
});
