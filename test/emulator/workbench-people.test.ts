import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { runEmulator } from '../support/running-emulator.ts';

const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };
const people = '/_emulator/people';

const ours = { folders: ['policies'], environment: 'Local' };
const starterPack = { folders: ['../shared/corpus/starterpack/LocalAccounts'] };

async function opened(t: TestContext, policies: typeof ours | typeof starterPack) {
  const running = await runEmulator(t, { ...policies, seed: [ada] });
  const text = async (path: string) => (await fetch(`${running.origin}${path}`)).text();
  const give = async (name: string, content: string | Uint8Array<ArrayBuffer>) => {
    const body = new FormData();
    body.set('file', new File([content], name));
    const answer = await fetch(`${running.origin}${people}/import`, { method: 'POST', body });
    return { status: answer.status, page: await answer.text() };
  };
  const names = async () =>
    (await running.api('GET', '/people')).body.map((each: typeof ada) => each.displayName);
  return { ...running, text, give, names };
}

test('a file of people is imported: those who are there are brought up to date', async (t) => {
  const { give, api } = await opened(t, ours);
  const csv =
    'displayName,email,extension_rowingSection\nAda L,ADA@example.org,senior\nBob,bob@example.org,\n';
  assert.match((await give('people.csv', csv)).page, /role="status">2 people were imported/);
  const [first, second, ...others] = (await api('GET', '/people')).body;
  assert.deepEqual([first.displayName, second.displayName, others], ['Ada L', 'Bob', []]);
  const extension = 'extension_5f0c1f6e3f0e4b359d0b6c2f7f4b1a03_rowingSection';
  assert.equal(first.attributes[extension], 'senior');
});

const refused = [
  {
    name: 'one who would be two',
    file: 'people.yaml',
    content: `- displayName: New
  email: new@example.org
- displayName: Ada by another name
  email: ada@example.org
- displayName: One by id, another by address
  objectId: nobody
  email: ada@example.org
`,
    says: /<code>people\.yaml:5<\/code> Person 3 of the list has an objectId, a sign-in name/,
  },
  {
    name: 'HTML',
    file: '<img src=x>.yaml',
    content: '- <img src=x onerror=alert(1)>: 1',
    says: /&lt;img src=x&gt;\.yaml:1/,
  },
  { name: 'bytes', file: 'a.yaml', content: new Uint8Array([0, 255, 1, 254]), says: /a\.yaml:1/ },
  {
    name: 'a prototype',
    file: 'a.json',
    content: '[{"displayName":"A","__proto__":{"email":"a"}}]',
    says: /a\.json:1/,
  },
  { name: 'nothing', file: 'a.yaml', content: '', says: /must be an array/ },
  {
    name: 'very much',
    file: 'a.yaml',
    content: `# ${'x'.repeat(5_000_000)}`,
    says: /more than 4 MiB/,
  },
];
for (const { name, file, content, says } of refused) {
  test(`a file with ${name} is refused with file and line, and nobody of it is there`, async (t) => {
    const { give, names } = await opened(t, starterPack);
    const { page, status } = await give(file, content);
    assert.equal(status, name === 'very much' ? 413 : 200);
    assert.match(page, /role="alert">\s*<p>Nobody was imported/);
    assert.match(page, says);
    assert.doesNotMatch(page, /<img/);
    assert.deepEqual(await names(), ['Ada']);
  });
}

test('an export has everybody without a password, as a file, and is what an import takes', async (t) => {
  const { text, give, api, origin } = await opened(t, starterPack);
  const answer = await fetch(`${origin}${people}/export.yaml`);
  assert.match(
    answer.headers.get('content-disposition') ?? '',
    /attachment; filename="people\.yaml"/,
  );
  const yaml = await answer.text();
  assert.doesNotMatch(yaml, /password|Correct-horse/);
  const before = (await api('GET', '/people')).body;
  assert.deepEqual(parse(yaml), before);
  assert.deepEqual(JSON.parse(await text(`${people}/export.json`)), before);
  await api('DELETE', '/people');
  await give('people.yaml', yaml);
  assert.deepEqual((await api('GET', '/people')).body, before);
});

test('the page of a person has all attributes that policies know, with its own kinds; nobody else has one', async (t) => {
  const { text, api, origin } = await opened(t, ours);
  const [{ objectId }] = (await api('GET', '/people')).body;
  const page = await text(`${people}/${objectId}`);
  assert.match(page, /data-attribute="extension_5f0c1f6e3f0e4b359d0b6c2f7f4b1a03_\w+"/);
  assert.match(page, /data-attribute="givenName" data-kind="text" value=""/);
  assert.match(page, /data-attribute="[^"]*" data-kind="boolean"/);
  assert.doesNotMatch(
    page,
    /data-attribute="(?:password|signInNames|alternativeSecurityId|objectId)/i,
  );
  assert.equal((await fetch(`${origin}${people}/nobody`)).status, 404);
});

test('a change clears what is null, replaces identities and leaves the rest', async (t) => {
  const { api } = await opened(t, starterPack);
  const [{ objectId }] = (await api('GET', '/people')).body;
  const path = `/people/${objectId}`;
  const identities = [{ issuer: 'facebook.com', issuerUserId: '1' }];
  await api('PATCH', path, { userName: 'ada', identities, attributes: { city: 'London', n: 7 } });
  const changed = await api('PATCH', path, {
    email: null,
    identities: [],
    attributes: { city: null },
  });
  assert.equal(changed.status, 200);
  const { attributes, ...rest } = changed.body;
  assert.deepEqual(rest, { objectId, displayName: 'Ada', userName: 'ada' });
  assert.equal(attributes.city, undefined);
  assert.equal(attributes.n, 7);
  const refusedChange = await api('PATCH', path, { attributes: { password: 'x' } });
  assert.equal(refusedChange.status, 400);
});
