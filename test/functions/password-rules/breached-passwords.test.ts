import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { isBreached } from '../../../functions/password-rules/breached-passwords.ts';
import { outgoing } from '../../../shared/outgoing.ts';
import { answerWith, startApi } from '../../support/test-api.ts';

const password = 'Correct-horse-7';
const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
const rest = digest.slice(5);
const other = '0'.repeat(35);

interface Range {
  readonly status?: number;
  readonly body?: string;
  /** Never answers. */
  readonly isSilent?: boolean;
}

/** A server as that of the public list; what it was asked, what was warned of, and what we made of it. */
async function lookUp(t: TestContext, { status = 200, body = '', isSilent = false }: Range) {
  const warnings: string[] = [];
  const answerer = isSilent ? () => {} : answerWith(status, body, 'text/plain');
  const { url, seen } = await startApi(t, answerer);
  const call = { signal: AbortSignal.timeout(5000), warn: (text: string) => warnings.push(text) };
  const environment = {
    PasswordRules__RangeUrl: `${url}/range`,
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  };
  const ask = outgoing('the list of breached passwords', { attemptMs: isSilent ? 100 : 5000 });
  return { seen, warnings, found: await isBreached(password, call, { environment, ask }) };
}

const ranges = [
  { name: 'in the list', body: `${other}:3\r\n${rest}:42\r\n`, found: true },
  { name: 'in the list, in small letters', body: `${rest.toLowerCase()}:1`, found: true },
  { name: 'padding', body: `${other}:3\r\n${rest}:0\r\n`, found: false },
  { name: 'not in it', body: `${other}:3\r\n`, found: false },
  { name: 'in an empty range', body: '', found: false },
  { name: 'in a range that is no list', body: '<html>', found: false },
];
for (const { name, body, found } of ranges) {
  test(`a password that is ${name} is${found ? '' : ' not'} breached`, async (t) => {
    assert.equal((await lookUp(t, { body })).found, found);
  });
}

test('five characters of the digest leave the machine, and padding is asked for', async (t) => {
  const { seen } = await lookUp(t, { body: `${rest}:42` });
  assert.deepEqual(
    seen.map(({ line }) => line),
    [`GET /range/${digest.slice(0, 5)}`],
  );
  assert.equal(seen[0]?.headers['add-padding'], 'true');
});

const failures: readonly ({ name: string } & Range)[] = [
  { name: 'does not answer in time', isSilent: true },
  { name: 'is down', status: 503 },
  { name: 'refuses', status: 403 },
];
for (const { name, ...range } of failures) {
  test(`a list that ${name} decides nothing, and a warning says so without the password`, async (t) => {
    const { found, warnings } = await lookUp(t, range);
    assert.equal(found, undefined);
    assert.equal(warnings.length, 1);
    assert.doesNotMatch(warnings.join(), new RegExp(`${digest.slice(0, 5)}|horse`, 'i'));
  });
}

const settings = [
  { name: 'no URL', url: 'pwned', warned: 1 },
  { name: 'an http URL of another machine', url: 'http://ranges.example/', warned: 1 },
  { name: 'absent', url: undefined, warned: 0 },
];
for (const { name, url, warned } of settings) {
  test(`a setting that is ${name} asks nobody`, async () => {
    const warnings: string[] = [];
    const call = { signal: AbortSignal.timeout(5000), warn: (text: string) => warnings.push(text) };
    const ask = () => assert.fail('nobody is asked');
    const environment = { PasswordRules__RangeUrl: url };
    assert.equal(await isBreached(password, call, { environment, ask }), undefined);
    assert.equal(warnings.length, warned);
  });
}
