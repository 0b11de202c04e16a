import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Visitor } from '../support/emulated-browser.ts';
import { runEmulator } from '../support/running-emulator.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };
const fromWorkbench = { 'sec-fetch-site': 'same-origin' };

/** Ada has typed her password; the event of the trace that has it. */
async function typed(t: TestContext) {
  const running = await runEmulator(t, { folders: [starterPack], seed: [ada] });
  const visitor = new Visitor(running.origin, 'B2C_1A_signup_signin');
  await visitor.authorize('yourtenant.onmicrosoft.com');
  await visitor.post({ signInName: ada.email, password: ada.password });
  const [journey] = running.emulator.site.journeys.all();
  const { transaction } = journey ?? assert.fail('There is no journey.');
  const event = transaction.trace
    .events()
    .find(({ changes }) => changes.some(({ after }) => after === '***'));
  assert.equal(event?.kind, 'submission');
  const workbench = running.origin.replace('localhost', '127.0.0.1');
  const claims = `/_emulator/workbench/journeys/${transaction.id}/claims/${event.number}`;
  const ask = (
    claim: string,
    headers: Record<string, string> = fromWorkbench,
    origin = workbench,
  ) => fetch(`${origin}${claims}/${claim}`, { headers });
  return { ...running, ask, transaction, workbench };
}

test('a masked value is shown to the workbench, once it asks for it, and is kept nowhere', async (t) => {
  const { ask } = await typed(t);
  const response = await ask('password');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.deepEqual(await response.json(), { value: ada.password });
});

test('trace, page, recorder and test of the journey stay masked', async (t) => {
  const { api, transaction, workbench, ask } = await typed(t);
  await ask('password');
  const { body } = await api('GET', `/traces/${transaction.correlationId}`);
  const paths = [
    `/_emulator/journeys/${transaction.id}`,
    `/_emulator/workbench/test/${transaction.id}`,
  ];
  const texts = await Promise.all(
    paths.map(async (path) => (await fetch(`${workbench}${path}`)).text()),
  );
  for (const text of [JSON.stringify(body), ...texts]) {
    assert.ok(!text.includes(ada.password));
  }
  assert.match(texts[0] ?? '', /"revealable":\["password"\]/);
});

const strangers = [
  { name: 'a program', headers: {} },
  {
    name: 'who opens the address',
    headers: { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' },
  },
  { name: 'another site', headers: { 'sec-fetch-site': 'cross-site' } },
  { name: 'another port of this machine', headers: { 'sec-fetch-site': 'same-site' } },
  {
    name: 'another origin',
    headers: { ...fromWorkbench, origin: 'https://elsewhere.example' },
  },
];
for (const { name, headers } of strangers) {
  test(`${name} gets no masked value`, async (t) => {
    const { ask } = await typed(t);
    assert.equal((await ask('password', { ...headers })).status, 403);
  });
}

test('a page of a policy, at the name localhost, gets no masked value', async (t) => {
  const { ask, origin } = await typed(t);
  assert.equal((await ask('password', fromWorkbench, origin)).status, 403);
});

test('what is not masked, and what is forgotten, is 404', async (t) => {
  const { ask, api, transaction } = await typed(t);
  assert.equal((await ask('signInName')).status, 404);
  assert.equal((await ask('nosuch')).status, 404);
  await api('POST', '/reset');
  assert.equal((await ask('password')).status, 404);
  const [event] = transaction.trace.events().filter(({ kind }) => kind === 'submission');
  assert.ok(event);
  const wanted = { event: event.number, claimTypeReferenceId: 'password' };
  assert.equal(transaction.trace.reveal(wanted), undefined);
});
