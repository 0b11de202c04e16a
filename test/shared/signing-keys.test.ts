import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { IssuerKeys } from '../../shared/signing-keys.ts';

const start = new Date('2031-05-04T10:20:30Z').getTime();
const minute = 60 * 1000;
const hour = 60 * minute;

function newKey(kid: string, changes: object = {}, modulusLength = 2048) {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig', ...changes };
}

const first = newKey('k1');
const second = newKey('k2');

interface Issuer {
  readonly url: string;
  keys: unknown;
  discovery: Record<string, unknown>;
  /** Answers instead of the document, where it is there. */
  answer: ((response: ServerResponse) => void) | undefined;
  asked: number;
}

async function startIssuer(t: TestContext): Promise<Issuer> {
  const server = createServer(({ url }, response) => {
    const isKeys = url === '/keys';
    if (isKeys) issuer.asked += 1;
    if (isKeys && issuer.answer) return issuer.answer(response);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKeys ? { keys: issuer.keys } : issuer.discovery));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const discovery = { issuer: url, jwks_uri: `${url}/keys` };
  const issuer: Issuer = { url, keys: [first], discovery, answer: undefined, asked: 0 };
  return issuer;
}

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };

/** A finder whose clock the test sets. */
function finderOf({ url }: Issuer, changes: { jwksUri?: string; environment?: object } = {}) {
  const clock = { at: start };
  const environment = { ...development, ...changes.environment };
  const source = { issuer: url, jwksUri: changes.jwksUri };
  const keys = new IssuerKeys(source, { environment, now: () => new Date(clock.at) });
  return { clock, keys, find: (keyId: string | undefined) => keys.find(keyId) };
}

test('keys are fetched once and kept, whoever asks at a time', async (t) => {
  const issuer = await startIssuer(t);
  const { find } = finderOf(issuer);
  await Promise.all([find('k1'), find('k1'), find(undefined)]);
  assert.equal((await find('k1')).asymmetricKeyType, 'rsa');
  assert.equal(issuer.asked, 1);
});

test('invented key ids are unknown, and make us ask once a minute at most', async (t) => {
  const issuer = await startIssuer(t);
  const { clock, find } = finderOf(issuer);
  await find('k1');
  for (let count = 0; count < 20; count += 1) {
    await assert.rejects(find(`invented${count}`), { status: 401 });
  }
  assert.equal(issuer.asked, 1);
  clock.at += minute;
  await assert.rejects(find('invented'), { status: 401 });
  await assert.rejects(find('invented'), { status: 401 });
  assert.equal(issuer.asked, 2);
  await find('k1');
});

test('a new key is found, at the latest a minute after the last look', async (t) => {
  const issuer = await startIssuer(t);
  const { clock, keys, find } = finderOf(issuer);
  await find('k1');
  const { generation } = keys;
  issuer.keys = [first, second];
  await assert.rejects(find('k2'), { status: 401 });
  assert.equal(keys.generation, generation);
  clock.at += minute;
  await Promise.all([find('k2'), find('k1')]);
  assert.equal(issuer.asked, 2);
  assert.equal(keys.generation, generation + 1);
});

test('a key that was withdrawn is believed for an hour, and until the keys have been fetched', async (t) => {
  const issuer = await startIssuer(t);
  const { clock, find } = finderOf(issuer);
  await find('k1');
  issuer.keys = [second];
  clock.at += hour - 1;
  await find('k1');
  assert.equal(issuer.asked, 1);
  clock.at += 1;
  await find('k1'); // nobody waits for the keys that it makes us fetch
  await find('k2');
  await assert.rejects(find('k1'), { status: 401 });
  assert.equal(issuer.asked, 2);
});

test('the same keys, fetched again, are no other generation', async (t) => {
  const issuer = await startIssuer(t);
  const { clock, keys, find } = finderOf(issuer);
  await find('k1');
  const { generation } = keys;
  clock.at += hour;
  await find('k1');
  await assert.rejects(find('invented'), { status: 401 });
  assert.equal(issuer.asked, 2);
  assert.equal(keys.generation, generation);
});

test('while the issuer is down, its last keys are found for ten hours, and others cannot be told', async (t) => {
  const issuer = await startIssuer(t);
  const { clock, keys, find } = finderOf(issuer);
  await find('k1');
  issuer.answer = (response) => response.writeHead(500).end('{}');
  clock.at += hour;
  assert.ok(keys.known('k1'));
  await assert.rejects(find('k2'), { status: 503 });
  await assert.rejects(find('k2'), { status: 503 });
  assert.equal(issuer.asked, 2);
  clock.at += 9 * hour - 1;
  await find('k1');
  await assert.rejects(find('k2'), { status: 503 });
  clock.at += 1;
  await assert.rejects(find('k1'), { status: 503 });
  issuer.answer = undefined;
  await find('k1');
});

test('the keys may have an address of their own', async (t) => {
  const issuer = await startIssuer(t);
  issuer.discovery = {};
  await finderOf(issuer, { jwksUri: `${issuer.url}/keys` }).find('k1');
});

test('one broken or short key spoils no other, and what is for other uses is no key', async (t) => {
  const issuer = await startIssuer(t);
  const short = newKey('short', {}, 1024);
  issuer.keys = [null, { kty: 'RSA', kid: 'broken' }, newKey('k3', { use: 'enc' }), short, first];
  const { find } = finderOf(issuer);
  await find('k1');
  await assert.rejects(finderOf(issuer).find('k3'), { status: 401 });
  await assert.rejects(finderOf(issuer).find('broken'), { status: 401 });
  await assert.rejects(finderOf(issuer).find('short'), { status: 401 });
});

test('without a key id there must be one key', async (t) => {
  const issuer = await startIssuer(t);
  issuer.keys = [first, second];
  await assert.rejects(finderOf(issuer).find(undefined), { status: 401 });
});

const unusable: readonly { name: string; answer: (response: ServerResponse) => void }[] = [
  { name: 'an error', answer: (response) => response.writeHead(404).end('{"keys":[]}') },
  { name: 'no JSON', answer: (response) => response.end('keys') },
  { name: 'JSON without keys', answer: (response) => response.end('[]') },
  {
    name: 'a way to elsewhere',
    answer: (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
  },
  { name: 'nothing', answer: (response) => response.destroy() },
];

for (const { name, answer } of unusable) {
  test(`keys that are ${name} are no fault of the caller: 503, and they are fetched again`, async (t) => {
    const issuer = await startIssuer(t);
    issuer.answer = answer;
    const { find } = finderOf(issuer);
    await assert.rejects(find('k1'), { status: 503 });
    issuer.answer = undefined;
    await find('k1');
  });
}

test('a connection that breaks is tried once more', async (t) => {
  const issuer = await startIssuer(t);
  issuer.answer = (response) => {
    issuer.answer = undefined;
    response.destroy();
  };
  await finderOf(issuer).find('k1');
  assert.equal(issuer.asked, 2);
});

test('an issuer that its discovery document does not name is a bad setting', async (t) => {
  const issuer = await startIssuer(t);
  issuer.discovery = { ...issuer.discovery, issuer: 'https://evil.example' };
  await assert.rejects(finderOf(issuer).find('k1'), {
    code: 'ERR_SETTINGS_INVALID',
    message:
      'The setting "Bearer__Issuer" is not the issuer that its own discovery document names.',
  });
  assert.equal(issuer.asked, 0);
});

test('outside development, keys come over https only', async (t) => {
  const issuer = await startIssuer(t);
  const environment = { WEBSITE_SITE_NAME: 'club' };
  await assert.rejects(finderOf(issuer, { environment }).find('k1'), {
    code: 'ERR_SETTINGS_INVALID',
    message: 'The setting "Bearer__Issuer" publishes its keys at no https URL.',
  });
  assert.equal(issuer.asked, 0);
});

test('a discovery document that is not there, or says nothing, is 503', async (t) => {
  const issuer = await startIssuer(t);
  issuer.discovery = {};
  await assert.rejects(finderOf(issuer).find('k1'), { code: 'ERR_DEPENDENCY_UNAVAILABLE' });
});
