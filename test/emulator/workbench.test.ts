import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { FunctionLog } from '../../emulator/function-log.ts';
import { writeRecorderLog } from '../../emulator/recorder-clips.ts';
import { Visitor } from '../support/emulated-browser.ts';
import { runEmulator } from '../support/running-emulator.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const tenant = 'yourtenant.onmicrosoft.com';
const policy = 'B2C_1A_signup_signin';
const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };

/** An emulator in which Ada has signed in: her journey has answered. */
async function signedIn(t: TestContext) {
  const functionLog = new FunctionLog();
  const running = await runEmulator(t, { folders: [starterPack], seed: [ada], functionLog });
  const visitor = new Visitor(running.origin, policy);
  await visitor.authorize(tenant);
  await visitor.post({ signInName: ada.email, password: ada.password });
  await visitor.go('CombinedSigninAndSignup/confirmed');
  const [summary] = (await running.api('GET', '/traces')).body;
  const { correlationId } = summary;
  const again = (body: object) => running.api('POST', `/traces/${correlationId}/run-again`, body);
  const text = async (path: string, init?: RequestInit) =>
    (await fetch(`${running.origin}${path}`, init)).text();
  const [journey] = running.emulator.site.journeys.all();
  return {
    ...running,
    visitor,
    correlationId,
    functionLog,
    again,
    text,
    id: journey?.transaction.id,
  };
}

test('a journey that has answered runs again from the step of an event, and its page is there', async (t) => {
  const { again, visitor, api, correlationId } = await signedIn(t);
  const { status, body } = await again({ event: 3 });
  assert.equal(status, 200);
  assert.match(body.state, /^a page, SignUpOrSignIn 1/);
  const page = await visitor.open(new URL(body.page).pathname + new URL(body.page).search);
  assert.match(await page.text(), /id="signInName"|signInName/);
  const { events } = (await api('GET', `/traces/${correlationId}`)).body;
  assert.equal(
    events.some(({ text }: { text: string }) => text === 'Runs again from here.'),
    true,
  );
});

test('a journey runs again with edited claims: what they decide goes the other way', async (t) => {
  const { again, api, correlationId } = await signedIn(t);
  const { events } = (await api('GET', `/traces/${correlationId}`)).body;
  const last = events.at(-1).number;
  await again({ event: last, claims: { displayName: 'Grace' } });
  const later = (await api('GET', `/traces/${correlationId}`)).body.events.slice(last);
  const [edit] = later;
  assert.deepEqual(edit.changes, [
    { claimTypeReferenceId: 'displayName', before: 'Ada', after: 'Grace' },
  ]);
  assert.equal(later.at(-1).kind, 'response');
});

const refused = [
  {
    name: 'an unknown claim',
    body: { event: 3, claims: { nosuch: 1 } },
    says: /no claim type "nosuch"/,
  },
  {
    name: 'a value of another type',
    body: { event: 3, claims: { newUser: 'perhaps' } },
    says: /"newUser" holds no boolean/,
  },
  { name: 'no event', body: {}, says: /event/ },
];
for (const { name, body, says } of refused) {
  test(`running again with ${name} is refused, and the journey stays as it was`, async (t) => {
    const { again, emulator } = await signedIn(t);
    const answer = await again(body);
    assert.equal(answer.status, 400);
    assert.match(answer.body.error.message, says);
    assert.equal(emulator.site.journeys.all()[0]?.stop.kind, 'response');
  });
}

test('the lines of functions are found by the correlation id of the journey', async (t) => {
  const { functionLog, text, correlationId } = await signedIn(t);
  const path = `/_emulator/workbench/log/${correlationId}`;
  assert.deepEqual(JSON.parse(await text(path)), { lines: [] });
  functionLog.add(`one [${correlationId}]\nanother [x]\ntw`);
  functionLog.add(`o [${correlationId}]\n`);
  assert.deepEqual(JSON.parse(await text(path)), {
    lines: [`one [${correlationId}]`, `two [${correlationId}]`],
  });
});

test('what the user did is copied as a test, without the password', async (t) => {
  const { text, id } = await signedIn(t);
  const copied = await text(`/_emulator/workbench/test/${id}`);
  assert.match(copied, /openJourney\({ tenant, policy: 'B2C_1A_signup_signin' }\)/);
  assert.match(copied, /journey\.submit\({ signInName: 'ada@example.org', password: 'Test-/);
  assert.match(copied, /assert\.ok\(\(await journey\.tokenClaims\(\)\)\.sub\);/);
  assert.ok(!copied.includes(ada.password));
});

test('a journey that ran again is copied without what it took back', async (t) => {
  const { again, text, id } = await signedIn(t);
  await again({ event: 3 });
  const copied = await text(`/_emulator/workbench/test/${id}`);
  assert.doesNotMatch(copied, /journey\.submit/);
  assert.match(
    copied,
    /openTenant\({ policies: \["\.\.\/shared\/corpus\/starterpack\/LocalAccounts"\], secrets }\)/,
  );
  assert.match(copied, /assert\.ok\(journey\.hasPage\);/);
});

test('the page of functions asks nobody beyond this machine, and says who is not reached', async (t) => {
  const host = 'mail.alder-lake-rowing.example';
  const { origin } = await runEmulator(t, {
    ...{ folders: ['policies'], environment: 'Production', allowedHosts: [host] },
  });
  const page = await (await fetch(`${origin}/_emulator/functions`)).text();
  assert.match(page, new RegExp(`<h2>https://${host}</h2><p>not on this machine: not asked</p>`));
  assert.match(
    page,
    /class="fault">The host &quot;alder-lake-rowing.azurewebsites.net&quot; is not on this machine/,
  );
});

const pages = ['', 'journeys', 'inbox', 'people', 'providers', 'functions', 'controls', 'settings'];
for (const page of [...pages, 'recorder']) {
  test(`the workbench page "/${page}" is there, and takes no script of others`, async (t) => {
    const { origin } = await runEmulator(t, { folders: [starterPack], seed: [ada] });
    const response = await fetch(`${origin}/${page === '' ? '' : `_emulator/${page}`}`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'self'/);
    assert.match(await response.text(), /<h1>/);
  });
}

test('a log of a real journey recorder is shown by the same viewer; what is none is refused', async (t) => {
  const { text, emulator } = await signedIn(t);
  const [journey] = emulator.site.tenant.traces.all();
  assert.ok(journey);
  const post = (log: string) => {
    const body = new FormData();
    body.set('text', log);
    return text('/_emulator/recorder', { method: 'POST', body });
  };
  const { trace, correlationId, policy: recorded } = journey;
  const by = { correlationId, policyId: recorded.policyId, tenantName: tenant };
  const shown = await post(writeRecorderLog(trace, by));
  assert.match(shown, /"imported":/);
  assert.match(shown, /recorded, journey 1 of 1/);
  assert.match(await post('no log'), /role="alert"/);
});
