import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { listen } from '../../../emulator/listen.ts';
import { anyLocalApplication } from '../../../emulator/protocol/applications.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { openTenant } from '../../../emulator/testing.ts';

const policy = '/yourtenant.onmicrosoft.com/B2C_1A_signup_signin';

async function startSite(t: TestContext): Promise<string> {
  const tenant = await openTenant({
    policies: ['../shared/corpus/starterpack/SocialAndLocalAccounts'],
  });
  const server = await listen(routes(openSite(tenant, anyLocalApplication)), { port: 0 });
  t.after(server.close);
  return server.origin;
}

/** The form of a page: where it goes, and its hidden fields. */
function formOf(page: string): { action: string; fields: URLSearchParams } {
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page) ?? [];
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const unescaped = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const fields = [...inputs].map(
    ([, name, value]) => [unescaped(name), unescaped(value)] as [string, string],
  );
  return { action: unescaped(action), fields: new URLSearchParams(fields) };
}

/** Asks without following redirects. */
function get(url: string): Promise<Response> {
  return fetch(url, { redirect: 'manual' });
}

/** Goes to Facebook and back, as a browser does. */
async function throughFacebook(origin: string): Promise<Response> {
  const request = new URLSearchParams({
    client_id: 'app',
    redirect_uri: 'http://localhost:4200/',
    response_type: 'code',
    scope: 'openid',
  });
  const page = await (await get(`${origin}${policy}/oauth2/v2.0/authorize?${request}`)).text();
  const [, json = '{}'] = /var SETTINGS = (\{.*\});/.exec(page) ?? [];
  const { csrf, transId } = JSON.parse(json);
  const link = new URLSearchParams({
    csrf_token: csrf,
    tx: transId,
    claimsexchange: 'FacebookExchange',
  });
  const away = await get(`${origin}${policy}/api/CombinedSigninAndSignup/unified?${link}`);
  const standIn = away.headers.get('location') ?? '';
  assert.ok(standIn.startsWith(`${origin}/_idp/B2C_1A_signup_signin/Facebook-OAUTH/authorize?`));
  const people = formOf(await (await get(standIn)).text());
  people.fields.set('stand-in-person', 'ada');
  const chosen = await fetch(people.action, { method: 'POST', body: people.fields });
  const back = formOf(await chosen.text());
  assert.equal(back.action, `${origin}/yourtenant.onmicrosoft.com/oauth2/authresp`);
  return fetch(back.action, { method: 'POST', body: back.fields, redirect: 'manual' });
}

test('a browser goes to the stand-in and comes back to the next page', async (t) => {
  const answer = await throughFacebook(await startSite(t));
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /Ada/);
});

test('an answer that no journey waits for is an error page', async (t) => {
  const origin = await startSite(t);
  for (const path of ['/oauth2/authresp', '/B2C_1A_signup_signin/oauth1/authresp']) {
    const answer = await get(`${origin}/yourtenant.onmicrosoft.com${path}?state=guessed&code=c`);
    assert.equal(answer.status, 400);
  }
});

test('an answer in the fragment is posted by a page of ours', async (t) => {
  const origin = await startSite(t);
  const answer = await get(`${origin}/yourtenant.onmicrosoft.com/oauth2/authresp`);
  assert.match(await answer.text(), /location\.hash/);
});
