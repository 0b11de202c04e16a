import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { anyLocalApplication } from '../../../emulator/protocol/applications.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { field, profile } from '../../support/emulated-page.ts';
import { exchange, sendClaims, tenantOf } from '../../support/emulated-tenant.ts';

const base = 'http://localhost:8080/contoso.onmicrosoft.com/B2C_1A_Test';

/** A site whose journey shows a page, with behaviors of its relying party. */
async function openPageSite(t: TestContext, behaviors: string) {
  const tenant = await tenantOf(t, {
    claims: { nickname: field('nickname') },
    technicalProfiles: profile('Page', 'selfAsserted', { outputClaims: ['nickname'] }),
    steps: exchange(1, 'Page') + sendClaims(2),
    behaviors: behaviors && `<UserJourneyBehaviors>${behaviors}</UserJourneyBehaviors>`,
  });
  const site = openSite(tenant, anyLocalApplication);
  const query = new URLSearchParams({
    ...{ client_id: 'app', redirect_uri: 'http://localhost:4200/', response_type: 'id_token' },
    ...{ scope: 'openid', nonce: 'n' },
  });
  const open = (cookie = '') =>
    routes(site).request(`${base}/oauth2/v2.0/authorize?${query}`, { headers: { cookie } });
  return { site, open };
}

const workbench = 'http://127.0.0.1:8080';
const framings = [
  { name: 'nobody but the workbench', ancestors: workbench, older: 'DENY' },
  {
    name: 'the sites of JourneyFraming',
    framing: 'Enabled="true" Sources="https://app.example https://*.club.example:8443"',
    ancestors: `${workbench} https://app.example https://*.club.example:8443`,
    older: 'ALLOW-FROM https://app.example',
  },
  {
    name: 'nobody where JourneyFraming is off',
    framing: 'Enabled="false" Sources="https://app.example"',
    ancestors: workbench,
    older: 'DENY',
  },
  {
    name: 'no source that would end the directive',
    framing: 'Enabled="true" Sources="https://app.example; script-src * https://b.example"',
    ancestors: `${workbench} script-src * https://b.example`,
    older: 'ALLOW-FROM script-src',
  },
];
for (const { name, framing, ancestors, older } of framings) {
  test(`a page may be framed by ${name}`, async (t) => {
    const { open } = await openPageSite(t, framing ? `<JourneyFraming ${framing} />` : '');
    const { status, headers } = await open();
    assert.equal(status, 200);
    assert.equal(headers.get('content-security-policy'), `frame-ancestors ${ancestors}`);
    assert.equal(headers.get('x-frame-options'), older);
  });
}

test('the cookie of a session that is kept outlives the browser, in that browser alone', async (t) => {
  const { site, open } = await openPageSite(t, '');
  const { id, session } = site.sessions.open(undefined);
  const lifetimes = async (cookie: string) => {
    const lines = (await open(cookie)).headers.getSetCookie();
    return lines.map((line) => /Max-Age=(\d+)/.exec(line)?.[1]);
  };
  const own = `x-ms-cpim-sso=${id}`;
  assert.deepEqual(await lifetimes(own), [undefined]);
  session.save('tenant', 'SM', { claims: [], savedAt: site.tenant.now() });
  const day = 86_400_000;
  const keep = (days: number, isKept: boolean) =>
    session.extend('tenant', new Date(site.tenant.now().getTime() + days * day), isKept);
  keep(30, false);
  assert.deepEqual(await lifetimes(own), [undefined]);
  keep(30, true);
  const [, kept] = await lifetimes(own);
  assert.ok(Number(kept) > 29 * 86_400 && Number(kept) <= 30 * 86_400);
  keep(1000, true);
  assert.deepEqual(await lifetimes(own), [undefined, String(400 * 86_400)]);
  assert.deepEqual(await lifetimes('x-ms-cpim-sso=other'), [undefined]);
  keep(-1, true); // what has ended takes no cookie from those of other policies
  assert.deepEqual(await lifetimes(own), [undefined]);
});
