import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import {
  answerOf,
  exchange,
  handlers,
  sendClaims,
  startTest,
  tenantOf,
} from '../support/emulated-tenant.ts';
import { listen } from '../support/listen.ts';

const technicalProfiles = (origin: string) => `<TechnicalProfile Id="REST-Tier">
  <DisplayName>Tier</DisplayName>${handlers.restful}
  <Metadata>
    <Item Key="ServiceUrl">${origin}/api/tier?x=1</Item>
    <Item Key="AuthenticationType">None</Item><Item Key="SendClaimsIn">Body</Item>
    <Item Key="AllowInsecureAuthInProduction">true</Item>
  </Metadata>
  <InputClaims><InputClaim ClaimTypeReferenceId="member" DefaultValue="m 1" /></InputClaims>
  <OutputClaims><OutputClaim ClaimTypeReferenceId="tier" /></OutputClaims>
</TechnicalProfile>`;

/** An API that answers with the tier, and a journey that asks it. */
async function startApi(t: Parameters<typeof tenantOf>[0], timeoutMs = 10_000) {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    requests.push(`${request.method} ${request.url} ${body}`);
    response.setHeader('content-type', 'application/json').end('{"tier":"scull"}');
  });
  const origin = `http://localhost:${await listen(t, server)}`;
  const tenant = await tenantOf(
    t,
    {
      claims: { member: 'string', tier: 'string' },
      technicalProfiles: technicalProfiles(origin),
      steps: `${exchange(1, 'REST-Tier')}${sendClaims(2)}`,
      answer: ['tier'],
    },
    { engine: { restfulCalls: { timeoutMs } } },
  );
  t.after(() => tenant.faults.close());
  const ask = async () => answerOf(await startTest(tenant));
  return { tenant, requests, ask };
}

const delivered = 'POST /api/tier?x=1 {"member":"m 1"}';
const answered = { tier: 'scull' };

const cases = [
  { kind: 'timeout', answer: /^AADB2C90075: .*300 ms/, requests: 0 },
  { kind: 'serverError', answer: /^AADB2C90075: .*503/, requests: 0 },
  { kind: 'tooManyRequests', answer: /^AADB2C90075: .*429/, requests: 0 },
  { kind: 'connectionRefused', answer: /ECONNREFUSED/, requests: 0 },
  { kind: 'html', answer: /^(?:AADB2C|no code)/, requests: 0 },
  { kind: 'slow', delayMs: 50, answer: answered, requests: 1 },
  { kind: 'duplicate', answer: answered, requests: 2 },
] as const;
for (const { kind, answer, requests, ...more } of cases) {
  test(`a call fails by "${kind}", over real HTTP`, async (t) => {
    const api = await startApi(t, kind === 'timeout' ? 300 : undefined);
    api.tenant.faults.set({ technicalProfileId: 'rest-tier', kind, ...more });
    const got = await api.ask();
    if (answer instanceof RegExp) assert.match(String(got), answer);
    else assert.deepEqual(got, answer);
    assert.deepEqual(api.requests, Array(requests).fill(delivered));
    assert.equal(api.tenant.faults.clear(), 1);
    if (kind !== 'timeout') assert.deepEqual(await api.ask(), answered);
  });
}

test('a 200 with an error body gives no claims, whatever status it says', async (t) => {
  const api = await startApi(t);
  api.tenant.faults.set({ technicalProfileId: 'REST-Tier', kind: 'errorBody' });
  assert.notDeepEqual(await api.ask(), answered);
  assert.deepEqual(api.requests, []);
});

test('a fault that happens once is got over by the retry', async (t) => {
  const api = await startApi(t, 2_000);
  api.tenant.faults.set({ technicalProfileId: 'REST-Tier', kind: 'timeout', times: 1 });
  assert.deepEqual(await api.ask(), answered);
  const [fault] = api.tenant.faults.all();
  assert.equal(fault?.happened, 1);
  assert.deepEqual(api.requests, [delivered]);
});
