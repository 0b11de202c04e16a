import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, type TestContext, test } from 'node:test';
import { currentMembership } from '../../functions/membership/current-membership.ts';
import { officeApi, officeRegister } from '../../functions/membership/office-register.ts';
import { callAt, startAnotherHost } from '../support/another-host.ts';
import { startClub } from '../support/club.ts';
import { onlyOurHost } from '../support/functions-host.ts';
import { manualTiming } from '../support/manual-timing.ts';
import { startApi } from '../support/test-api.ts';

const club = await startClub({ after });

const nora = {
  ...{ tier: 'cox', since: '2014-05-01', endsAt: '2099-01-01T00:00:00+01:00', noticePeriod: 'P3M' },
  ...{ outings: 500, meters: 4_000_000, crews: ['Eight Heron'], captainPhone: '+41440000000' },
  former: [],
  linked: [],
};
const number = 'ALR-200100';
const key = 'office-key';

type Answer = readonly [status: number, body: unknown] | 'nothing';

/** The office's API, which knows Nora, until it is told to answer otherwise. */
async function office(t: TestContext) {
  let answer: Answer | undefined;
  const { url, seen } = await startApi(t, (response, _count, { line, headers }) => {
    if (answer === 'nothing') return;
    const isKnown = line === `GET /v2/members/${number}`;
    const usual: Answer = isKnown ? [200, nora] : [404, {}];
    const [status, body] = headers['x-api-key'] === key ? (answer ?? usual) : [401, {}];
    response.writeHead(status).end(JSON.stringify(body));
  });
  const settings = { Office__Url: `${url}/v2/`, Office__ApiKey: key };
  return {
    settings,
    asked: () => seen.length,
    answerWith: (to: Answer | undefined) => {
      answer = to;
    },
  };
}

/** The register over HTTP, with a clock of its own. */
async function register(t: TestContext, more = {}) {
  const server = await office(t);
  const api = officeApi({
    ...server.settings,
    ...more,
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  });
  assert.ok(api);
  const timing = manualTiming();
  return { ...server, timing, register: officeRegister(api, { timing }) };
}

test('a number that the office knows is a member with its figures', async (t) => {
  const { register: found } = await register(t);
  assert.deepEqual(await found.find(` ${number.toLowerCase()} `), {
    ...nora,
    memberNumber: number,
    meters: 4_000_000n,
    endsAt: new Date('2098-12-31T23:00:00Z'),
  });
  assert.equal(await found.find('ALR-999999'), undefined);
  assert.equal(await found.find('../secrets?'), undefined);
});

const unusable: { name: string; answer: Answer; more?: object }[] = [
  { name: 'fails', answer: [500, {}] },
  { name: 'answers with another shape', answer: [200, { ...nora, tier: 'admiral' }] },
  { name: 'answers with no JSON object', answer: [200, 'closed'] },
  { name: 'refuses our key', answer: [200, nora], more: { Office__ApiKey: 'other' } },
];
for (const { name, answer, more } of unusable) {
  test(`an office that ${name} does not answer`, async (t) => {
    const { register: closed, answerWith } = await register(t, more);
    answerWith(answer);
    await assert.rejects(closed.find(number), { code: 'ERR_DEPENDENCY_UNAVAILABLE' });
  });
}

test('while the office is closed its last answer holds, for thirty days; nobody asks it all the time', async (t) => {
  const { register: found, answerWith, asked, timing } = await register(t);
  const member = { objectId: randomUUID(), memberNumber: number };
  const begin = new Date('2026-11-02T08:00:00Z').getTime();
  const after = async (days: number) => {
    const now = new Date(begin + days * 86_400_000);
    const { membership, isUnavailable } = await currentMembership(found, member, now);
    return [membership?.tier, isUnavailable];
  };
  assert.deepEqual(await after(0), ['cox', false]);
  answerWith([503, {}]);
  assert.deepEqual(await after(29.9), ['cox', true]);
  assert.deepEqual(await after(30), [undefined, true]);
  assert.deepEqual(await after(30), [undefined, true]);
  const askedTillOpen = asked();
  assert.deepEqual(await after(30), [undefined, true]);
  assert.equal(asked(), askedTillOpen, 'the circuit is open');
  answerWith(undefined);
  timing.advance(10_000);
  assert.deepEqual(await after(31), ['cox', false]);
});

test('sign-in goes on while the office is closed: defaults, and a claim that says so', {
  skip: onlyOurHost,
}, async (t) => {
  const { settings, answerWith } = await office(t);
  const membershipOnly = { main: 'functions/membership/*.ts', env: settings };
  const host = await startAnotherHost(t, club, membershipOnly);
  const enrich = async (extension_memberNumber: string, objectId = randomUUID()) => {
    const claims = { objectId, extension_memberNumber };
    const response = await callAt(host, club, 'REST-EnrichMembership', claims);
    assert.equal(response.status, 200);
    return (await response.json()) as { membership: Record<string, unknown> };
  };
  const { membership } = await enrich(number);
  assert.deepEqual([membership['tier'], membership['unavailable']], ['cox', false]);
  answerWith('nothing');
  assert.deepEqual(await enrich(number), { membership: { unavailable: true } });
  await host.says(/The office does not answer/);
});
