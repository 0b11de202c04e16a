import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { redirectParameter, Visitor } from '../support/emulated-browser.ts';
import { plainRequest } from '../support/plain-request.ts';
import { runEmulator } from '../support/running-emulator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const tenant = 'yourtenant.onmicrosoft.com';
const policy = 'B2C_1A_signup_signin';
const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };

test('health says that it is up', async (t) => {
  const { api } = await runEmulator(t, { folders: [starterPack], seed: [ada] });
  const { status, body } = await api('GET', '/health');
  assert.equal(status, 200);
  assert.deepEqual({ ...body, now: '' }, { status: 'ok', tenant, policies: 3, people: 1, now: '' });
});

test('people are added, changed, found, exported, imported and removed', async (t) => {
  const { api } = await runEmulator(t, { folders: [starterPack] });
  const [added] = (await api('POST', '/people', ada)).body;
  const path = `/people/${added.objectId}`;
  assert.equal(added.password, undefined);
  const changed = await api('PATCH', path, { attributes: { city: 'London' } });
  assert.equal(changed.body.attributes.city, 'London');
  assert.equal(changed.body.displayName, 'Ada');
  assert.deepEqual((await api('GET', path)).body, changed.body);
  const all = (await api('GET', '/people')).body;
  assert.equal((await api('DELETE', path)).status, 204);
  assert.equal((await api('GET', path)).status, 404);
  assert.equal((await api('DELETE', '/people')).status, 204);
  await api('POST', '/people', all);
  assert.deepEqual((await api('GET', '/people')).body, all);
});

test('a code that was mailed is in the inbox, and the journey in the traces, without the password', async (t) => {
  const { api, origin } = await runEmulator(t, { folders: [starterPack], seed: [ada] });
  const visitor = new Visitor(origin, policy);
  await visitor.authorize(tenant);
  await visitor.go('CombinedSigninAndSignup/unified', { local: 'signup' });
  const claim = { claim_id: 'email', claim_value: 'grace@example.org' };
  await visitor.post({ request_type: 'VERIFICATION_REQUEST', ...claim });
  const [message, ...others] = (await api('GET', '/inbox?to=Grace@example.org')).body;
  assert.deepEqual(others, []);
  assert.match(message.code, /^\d{6}$/);
  assert.equal(message.channel, 'email');
  assert.deepEqual((await api('GET', '/inbox?to=nobody@example.org')).body, []);
  assert.equal((await api('DELETE', '/inbox')).status, 204);
  assert.deepEqual((await api('GET', '/inbox')).body, []);
  await visitor.authorize(tenant);
  await visitor.post({ signInName: ada.email, password: ada.password });
  await visitor.go('CombinedSigninAndSignup/confirmed');
  const traces = (await api('GET', '/traces')).body;
  assert.equal(traces.length, 2);
  const trace = await api('GET', `/traces/${traces[1].correlationId}`);
  assert.equal(trace.body.policyId.toLowerCase(), policy.toLowerCase());
  assert.equal(trace.body.events.length, traces[1].events);
  assert.doesNotMatch(JSON.stringify(trace.body), new RegExp(ada.password));
});

test('what functions would have sent is put into the inbox, unless nothing reaches the recipient', async (t) => {
  const { api, emulator } = await runEmulator(t, { folders: [starterPack] });
  const message = { to: '+41790000000', channel: 'sms', text: 'Your code is 012345.' };
  assert.equal((await api('POST', '/inbox', { ...message, code: '012345' })).status, 204);
  const [{ at, ...found }] = (await api('GET', '/inbox?to=%2B41790000000')).body;
  assert.deepEqual(found, { ...message, code: '012345' });
  assert.equal(at, new Date(at).toISOString());
  emulator.site.tenant.inbox.unreachable.add('+41790000009');
  assert.equal((await api('POST', '/inbox', { ...message, to: '+41790000009' })).status, 409);
  assert.equal((await api('POST', '/inbox', { ...message, channel: 'fax' })).status, 400);
});

test('the clock moves on, is set and is reset', async (t) => {
  const { api, emulator } = await runEmulator(t, { folders: [starterPack] });
  const { tenant: opened } = emulator.site;
  const before = opened.now().getTime();
  assert.equal((await api('POST', '/clock', { advanceSeconds: 3600 })).body.offsetSeconds, 3600);
  assert.ok(opened.now().getTime() >= before + 3_600_000);
  await api('POST', '/clock', { now: '2030-01-01T00:00:00Z' });
  assert.equal(opened.now().getUTCFullYear(), 2030);
  assert.equal((await api('POST', '/clock', { reset: true })).body.offsetSeconds, 0);
});

test('a reset puts back the seed and forgets all else', async (t) => {
  const { api, origin } = await runEmulator(t, { folders: [starterPack], seed: [ada] });
  const visitor = new Visitor(origin, policy);
  await visitor.authorize(tenant);
  await visitor.post({ signInName: ada.email, password: ada.password });
  const signedIn = await visitor.go('CombinedSigninAndSignup/confirmed');
  assert.ok(redirectParameter(signedIn, 'id_token'));
  await api('POST', '/people', { displayName: 'Grace' });
  assert.equal((await api('POST', '/reset')).status, 204);
  assert.deepEqual(
    (await api('GET', '/people')).body.map((person: { displayName: string }) => person.displayName),
    ['Ada'],
  );
  assert.deepEqual((await api('GET', '/traces')).body, []);
  const again = await visitor.authorize(tenant, { prompt: 'none' });
  assert.match(redirectParameter(again, 'error_description') ?? '', /^AADB2C90077/);
});

test('an export has people and keys for an import', async (t) => {
  const { api } = await runEmulator(t, { folders: [starterPack], seed: [ada] });
  const { folder } = (await api('POST', '/exports')).body;
  assert.match(await readFile(join(folder, 'directory.json'), 'utf8'), /ada@example\.org/);
});

test('policies are listed with what cannot be run and what was made', async (t) => {
  const { api, origin } = await runEmulator(t, { folders: [starterPack] });
  const { policies, made, tenant: name } = (await api('GET', '/policies')).body;
  assert.equal(name, tenant);
  const { runUrl, unsupported } = policies.find(
    ({ policyId }: { policyId: string }) => policyId === policy,
  );
  assert.equal(runUrl, `${origin.replace('localhost', '127.0.0.1')}/_emulator/run/${policy}`);
  assert.deepEqual(unsupported, []);
  assert.ok(made.policyKeys.includes('B2C_1A_TokenSigningKeyContainer'));
  assert.ok(made.templates.every((loadUri: string) => loadUri.startsWith('~/')));
});

test('an edited policy is live in the next journey; one that cannot be read is not taken', async (t) => {
  const folder = await temporaryFolder(t);
  await cp(starterPack, folder, { recursive: true });
  const reloads: boolean[] = [];
  const { origin, emulator } = await runEmulator(t, {
    folders: [folder],
    onReload: ({ isTaken }) => reloads.push(isTaken),
  });
  const file = join(folder, 'SignUpOrSignin.xml');
  const text = await readFile(file, 'utf8');
  const discovery = async (id: string) =>
    (await fetch(`${origin}/${tenant}/${id}/v2.0/.well-known/openid-configuration`)).status;
  assert.equal(await discovery('B2C_1A_Edited'), 404);
  await writeFile(file, text.replaceAll('B2C_1A_signup_signin', 'B2C_1A_Edited'));
  assert.equal(await discovery('B2C_1A_Edited'), 200);
  assert.equal(await discovery(policy), 404);
  await writeFile(file, text.replace('</RelyingParty>', ''));
  assert.equal(await discovery('B2C_1A_Edited'), 200);
  assert.deepEqual(reloads, [true, false]);
  assert.equal(emulator.site.tenant.policies.policies().length, 3);
});

const refusals = [
  { name: 'a body that is no JSON', method: 'POST', path: '/clock', text: '{', status: 400 },
  { name: 'a body of another shape', method: 'POST', path: '/clock', text: '{"a":1}', status: 400 },
  {
    name: 'a body that a form could send',
    method: 'POST',
    path: '/clock',
    text: '{"reset":true}',
    headers: { 'content-type': 'text/plain' },
    status: 400,
  },
  { name: 'an operation that is none', method: 'PUT', path: '/clock', status: 404 },
  { name: 'a person who is not there', method: 'GET', path: '/people/nobody', status: 404 },
  {
    name: 'a fault of a profile that is not there',
    method: 'POST',
    path: '/faults',
    text: '{"technicalProfileId":"REST-None","kind":"slow"}',
    status: 404,
  },
  {
    name: 'another host name (DNS rebinding)',
    method: 'GET',
    path: '/health',
    headers: { host: 'evil.example:8080' },
    status: 403,
  },
  {
    name: 'a page of another origin',
    method: 'POST',
    path: '/reset',
    headers: { origin: 'https://evil.example' },
    status: 403,
  },
  {
    name: "a policy's own page",
    method: 'GET',
    path: '/people',
    headers: { 'sec-fetch-site': 'same-origin' },
    status: 403,
  },
  {
    name: 'an application of this machine',
    method: 'POST',
    path: '/reset',
    headers: { origin: 'http://localhost:4200', 'sec-fetch-site': 'same-site' },
    status: 403,
  },
];
for (const { name, method, path, text, headers = {}, status } of refusals) {
  test(`the API refuses ${name}`, async (t) => {
    const { origin } = await runEmulator(t, { folders: [starterPack] });
    const url = `${origin}/_emulator/api${path}`;
    const answer = await plainRequest(url, { method, headers: { ...json, ...headers } }, text);
    assert.equal(answer.status, status);
    const { error } = JSON.parse(answer.text);
    assert.equal(typeof error.message, 'string');
    assert.match(error.code, /^(?:invalid_request|forbidden|not_found)$/);
  });
}

test('the workbench has an origin of its own, and takes what comes from there', async (t) => {
  const { origin } = await runEmulator(t, { folders: [starterPack] });
  const workbench = origin.replace('localhost', '127.0.0.1');
  const own = { origin: workbench, 'sec-fetch-site': 'same-origin' };
  const get = (url: string, headers: Record<string, string>) =>
    plainRequest(url, { method: 'GET', headers });
  assert.equal((await get(`${workbench}/_emulator/api/health`, own)).status, 200);
  const navigation = { 'sec-fetch-dest': 'document' };
  const first = await get(`${origin}/`, navigation);
  assert.deepEqual([first.status, first.location], [307, `${workbench}/`]);
  const page = `/${tenant}/${policy}/oauth2/v2.0/authorize?client_id=a`;
  const moved = await get(`${workbench}${page}`, { 'sec-fetch-dest': 'iframe' });
  assert.deepEqual([moved.status, moved.location], [307, `${origin}${page}`]);
  const run = await fetch(`${workbench}/_emulator/run/${policy}`);
  assert.match(
    run.headers.get('content-security-policy') ?? '',
    new RegExp(`frame-src 'self' ${origin};`),
  );
  const script = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' };
  assert.equal((await get(`${origin}/_emulator/people`, script)).status, 403);
});

test('each page of a journey says that it is none of B2C', async (t) => {
  const { origin } = await runEmulator(t, { folders: [starterPack] });
  const visitor = new Visitor(origin, policy);
  const page = await (await visitor.authorize(tenant)).text();
  assert.match(page, /<countersign-emulator [^>]*>Local emulator<\/countersign-emulator><\/body>/);
  const error = await (await visitor.authorize(tenant, { client_id: '' })).text();
  assert.match(error, /Local emulator/);
});

const json = { 'content-type': 'application/json' };
