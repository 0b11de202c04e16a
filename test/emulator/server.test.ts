import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as jose from 'jose';
import { listen } from '../../emulator/listen.ts';
import { anyLocalApplication } from '../../emulator/protocol/applications.ts';
import { routes } from '../../emulator/server.ts';
import { openSite } from '../../emulator/site.ts';
import { openTenant } from '../../emulator/testing.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const redirectUri = 'http://localhost:4200/signed-in';

/** A browser without scripts: keeps cookies, reads what a page's script would. */
class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  page: { csrf: string; transId: string; path: string } = { csrf: '', transId: '', path: '' };

  constructor(origin: string) {
    this.#origin = origin;
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'x-csrf-token': this.page.csrf };
    const response = await fetch(new URL(path, this.#origin), {
      ...init,
      headers,
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }

  async open(path: string): Promise<Response> {
    const response = await this.request(path);
    const [, json] = /var SETTINGS = (.*);$/m.exec(await response.clone().text()) ?? [];
    if (json !== undefined) {
      const { csrf, transId, hosts } = JSON.parse(json);
      this.page = { csrf, transId, path: hosts.tenant };
    }
    return response;
  }

  /** Posts as B2C's own page script does. */
  async post(form: Record<string, string>): Promise<unknown> {
    const { path, transId } = this.page;
    const query = new URLSearchParams({ tx: transId, p: 'B2C_1A_signup_signin' });
    const body = new URLSearchParams({ request_type: 'RESPONSE', ...form });
    const response = await this.request(`${path}/SelfAsserted?${query}`, { method: 'POST', body });
    assert.equal(response.status, 200);
    return response.json();
  }

  go(link: string, more: Record<string, string> = {}): Promise<Response> {
    const { path, transId, csrf } = this.page;
    const query = new URLSearchParams({ csrf_token: csrf, tx: transId, ...more });
    return this.open(`${path}/api/${link}?${query}`);
  }
}

async function startSite(t: { after(end: () => Promise<void>): void }) {
  const tenant = await openTenant({ policies: [starterPack] });
  const server = await listen(routes(openSite(tenant, anyLocalApplication)), { port: 0 });
  t.after(server.close);
  return { tenant, origin: server.origin };
}

const base = '/contoso.onmicrosoft.com/B2C_1A_signup_signin';

test("B2C's page traffic signs a user up, and the token is that of the discovery document", async (t) => {
  const { tenant, origin } = await startSite(t);
  const visitor = new Visitor(origin);
  const request = new URLSearchParams({
    client_id: 'app',
    redirect_uri: redirectUri,
    response_type: 'id_token',
    response_mode: 'query',
    scope: 'openid',
    nonce: 'n-1',
    state: 's-1',
  });
  await visitor.open(`${base}/oauth2/v2.0/authorize?${request}`);
  assert.deepEqual(await visitor.post({ signInName: 'ada@example.org', password: 'x' }), {
    status: '400',
    errorCode: 'AADB2C90053',
    message: "We can't seem to find your account.",
  });
  await visitor.go('CombinedSigninAndSignup/unified', { local: 'signup' });
  const claim = { claim_id: 'email', claim_value: 'ada@example.org' };
  await visitor.post({ request_type: 'VERIFICATION_REQUEST', ...claim });
  const code = tenant.inbox.messages('ada@example.org')[0]?.code ?? '';
  await visitor.post({ request_type: 'VALIDATION_REQUEST', ...claim, user_input: code });
  const password = 'Correct-horse-7';
  const filled = {
    email: 'ada@example.org',
    newPassword: password,
    reenterPassword: password,
    displayName: 'Ada',
    givenName: 'Ada',
    surname: 'L',
  };
  assert.deepEqual(await visitor.post(filled), { status: '200' });
  const answer = await visitor.go('SelfAsserted/confirmed');
  const location = new URL(answer.headers.get('location') ?? '');
  assert.equal(`${location.origin}${location.pathname}`, redirectUri);
  assert.equal(location.searchParams.get('state'), 's-1');

  const document = await (
    await fetch(`${origin}${base}/v2.0/.well-known/openid-configuration`)
  ).json();
  const { issuer, jwks_uri: jwksUri } = document as Record<string, string>;
  const jwks = jose.createRemoteJWKSet(new URL(jwksUri ?? ''));
  const token = location.searchParams.get('id_token') ?? '';
  const { payload } = await jose.jwtVerify(token, jwks, { issuer: issuer ?? '', audience: 'app' });
  assert.equal(payload['name'], 'Ada');
  assert.equal(payload['nonce'], 'n-1');
});

test("a page that is not the journey's own cannot submit", async (t) => {
  const { origin } = await startSite(t);
  const visitor = new Visitor(origin);
  const query = `client_id=app&redirect_uri=${redirectUri}&response_type=code&scope=openid`;
  await visitor.open(`${base}/oauth2/v2.0/authorize?${query}`);
  visitor.page = { ...visitor.page, csrf: 'guessed' };
  const reply = await visitor.post({ signInName: 'a@example.org', password: 'x' });
  assert.equal((reply as Record<string, string>)['errorCode'], 'AADB2C90046');
});
