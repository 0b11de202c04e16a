import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { FunctionLog } from '../../emulator/function-log.ts';
import { Visitor } from '../support/emulated-browser.ts';
import { EventStream } from '../support/event-stream.ts';
import { runEmulator } from '../support/running-emulator.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const tenantName = 'yourtenant.onmicrosoft.com';
const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };

/** An emulator whose workbench has opened the sign-in page of a run. */
async function run(t: TestContext) {
  const functionLog = new FunctionLog();
  const running = await runEmulator(t, { folders: [starterPack], seed: [ada], functionLog });
  const workbench = running.origin.replace('localhost', '127.0.0.1');
  const visitor = new Visitor(running.origin, 'B2C_1A_signup_signin');
  const { tenant } = running.emulator.site;
  return {
    ...{ ...running, workbench, visitor, functionLog, tenant },
    begin: () => visitor.authorize(tenantName, { state: 'run-1' }),
    signIn: async () => {
      await visitor.post({ signInName: ada.email, password: ada.password });
      await visitor.go('CombinedSigninAndSignup/confirmed');
    },
    stream: (query: string, headers = {}) =>
      EventStream.open(`${workbench}/_emulator/workbench/stream?${query}`, headers),
  };
}

/** What a viewer has once the journey has come to a place; the numbers of the events, in the order in which they came. */
async function until(stream: EventStream, isThere: (state: string) => boolean) {
  const numbers: number[] = [];
  for (;;) {
    const { event, data, id } = (await stream.next()) ?? assert.fail('The stream has ended.');
    if (event !== 'journey') continue;
    const { events, state, id: journey } = JSON.parse(data);
    numbers.push(...events.map(({ number }: { number: number }) => number));
    if (isThere(state)) return { numbers, state, id, journey };
  }
}

const upTo = (length: number) => Array.from({ length }, (_, index) => index + 1);
const atPage = (state: string) => state.startsWith('a page');
const answered = (state: string) => state === 'answered';

test('a stream that is open before its run begins gets each event once, until the answer', async (t) => {
  const { stream, begin, signIn, tenant } = await run(t);
  const viewer = await stream('run=run-1');
  assert.match(viewer.response.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.equal(viewer.response.headers.get('cache-control'), 'no-store');
  await begin();
  const first = await until(viewer, atPage);
  await signIn();
  const rest = await until(viewer, answered);
  const [transaction] = tenant.traces.all();
  assert.deepEqual(
    [...first.numbers, ...rest.numbers],
    upTo(transaction?.trace.events().length ?? 0),
  );
  await viewer.close();
});

test('whoever comes back gets what it has not, by Last-Event-ID and by "last"', async (t) => {
  const { stream, begin, signIn } = await run(t);
  const viewer = await stream('run=run-1');
  await begin();
  const { id = '', numbers, journey } = await until(viewer, atPage);
  await viewer.close();
  await signIn();
  const byHeader = await stream('run=run-1', { 'last-event-id': id });
  const later = await until(byHeader, answered);
  assert.equal(later.numbers[0], numbers.length + 1);
  const byQuery = await stream(`journey=${journey}&last=${encodeURIComponent(id)}`);
  assert.deepEqual((await until(byQuery, answered)).numbers, later.numbers);
  for (const each of [byHeader, byQuery]) await each.close();
});

test('lines of functions are told, and that a journey is forgotten ends its stream', async (t) => {
  const { stream, begin, functionLog, api, emulator } = await run(t);
  await begin();
  const [journey] = emulator.site.journeys.all();
  const viewer = await stream(`journey=${journey?.transaction.id}`);
  await until(viewer, atPage);
  functionLog.add('a line\n');
  assert.equal((await viewer.next())?.event, 'log');
  await api('POST', '/reset');
  assert.equal((await viewer.next())?.event, 'gone');
  assert.equal(await viewer.next(), undefined);
});

test('who leaves is not told any more, and the server ends with streams open', async (t) => {
  const { stream, begin, tenant, emulator } = await run(t); // its end waits for the open stream, or fails
  await begin();
  const [leaves, stays] = [await stream('run=run-1'), await stream('run=run-1')];
  for (const each of [leaves, stays]) await until(each, atPage);
  assert.equal(tenant.changes.listeners, 2);
  await leaves.close();
  await t.waitFor(() => assert.equal(tenant.changes.listeners, 1), { timeout: 20_000 });
  emulator.site.journeys.clear();
});

const strangers = [
  { name: 'a page at the name localhost', host: 'localhost', headers: { origin: 'same' } },
  {
    name: 'a page of another origin',
    host: '127.0.0.1',
    headers: { origin: 'https://elsewhere.example' },
  },
  {
    name: 'a frame of another site',
    host: '127.0.0.1',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' },
  },
];
for (const { name, host, headers } of strangers) {
  test(`${name} gets no stream`, async (t) => {
    const { origin } = await run(t);
    const own = origin.replace('localhost', host);
    const sent = {
      ...headers,
      ...('origin' in headers && headers.origin === 'same' ? { origin: own } : {}),
    };
    const response = await fetch(`${own}/_emulator/workbench/stream?run=run-1`, { headers: sent });
    assert.equal(response.status, 403);
    await response.body?.cancel();
  });
}
