import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type RequestIdentity, requireReplyKeys } from '../../shared/reply-keys.ts';

const secret = 'a secret of this test, and long enough';
const next = 'the secret that follows, as long as that';

/** The keys of one secret. */
function keysOf(Idempotency__Key: string) {
  const [keys] = requireReplyKeys({ Idempotency__Key });
  assert.ok(keys);
  return keys;
}

const keys = keysOf(secret);

const identity: RequestIdentity = {
  profileId: 'REST-Test',
  correlationId: '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a01',
  claims: { email: 'ada@example.org', visits: 5n, record: { a: 1, b: [2] } },
  passwords: { password: 'CANARY-1' },
};

const others: readonly { name: string; change: Partial<RequestIdentity>; isSame?: boolean }[] = [
  { name: 'another profile', change: { profileId: 'REST-Other' } },
  { name: 'another journey', change: { correlationId: '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a02' } },
  { name: 'another claim', change: { claims: { ...identity.claims, email: 'bob@example.org' } } },
  { name: 'a claim more', change: { claims: { ...identity.claims, points: 0 } } },
  { name: 'a text for a number', change: { claims: { ...identity.claims, visits: '5' } } },
  {
    name: 'pairs for an object',
    change: { claims: { ...identity.claims, record: [['a', 1], ['b', [2]]] } }, // biome-ignore format: one row
  },
  { name: 'another password', change: { passwords: { password: 'CANARY-2' } } },
  { name: 'no password', change: { passwords: {} } },
  {
    name: 'claims in another order',
    change: { claims: { record: { b: [2], a: 1 }, visits: 5n, email: 'ada@example.org' } },
    isSame: true,
  },
  {
    name: 'the journey in capitals',
    change: { correlationId: identity.correlationId.toUpperCase() },
    isSame: true,
  },
];

for (const { name, change, isSame = false } of others) {
  test(`${name} is ${isSame ? 'the same request' : 'another request'}`, () => {
    const [one, other] = [keys.locate(identity), keys.locate({ ...identity, ...change })];
    if (isSame) assert.deepEqual(other, one);
    else assert.notDeepEqual(other, one);
  });
}

test('another password is another row of the same partition, and no row tells it', () => {
  const one = keys.locate(identity);
  const other = keys.locate({ ...identity, passwords: { password: 'CANARY-2' } });
  assert.equal(one.partition, other.partition);
  assert.notEqual(one.row, other.row);
  assert.match(`${one.partition}/${one.row}`, /^[0-9a-f]{64}\/[0-9a-f]{64}$/);
});

test('another secret puts the same request elsewhere', () => {
  assert.notDeepEqual(keysOf(next).locate(identity), keys.locate(identity));
});

test('what is sealed is opened at its place, with its secret, and nowhere else', () => {
  const place = keys.locate(identity);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const sealed = keys.seal(text, place);
      assert.equal(keys.open(sealed, place), text.toWellFormed());
      assert.equal(keys.open(sealed, { ...place, row: 'elsewhere' }), undefined);
      assert.equal(keysOf(next).open(sealed, place), undefined);
    }),
  );
});

test('one changed bit, or a cut, and nothing is opened', () => {
  const place = keys.locate(identity);
  const sealed = Buffer.from(keys.seal('{"status":200}', place), 'base64');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    assert.equal(keys.open(changed.toString('base64'), place), undefined);
    assert.equal(keys.open(sealed.subarray(0, index).toString('base64'), place), undefined);
  }
});

test('the same reply is sealed differently each time', () => {
  const place = keys.locate(identity);
  assert.notEqual(keys.seal('{}', place), keys.seal('{}', place));
});

test('in a rotation there are the keys of both secrets, the current one first', () => {
  const both = requireReplyKeys({ Idempotency__Key: secret, Idempotency__Key__Next: next });
  assert.deepEqual(
    both.map((ofOne) => ofOne.locate(identity)),
    [keysOf(secret), keysOf(next)].map((ofOne) => ofOne.locate(identity)),
  );
});

const unusable: readonly { name: string; environment: Record<string, string>; problem: RegExp }[] =
  [
    { name: 'none', environment: {}, problem: /"Idempotency__Key" is missing/ },
    {
      name: 'a short one',
      environment: { Idempotency__Key: 'CANARY' },
      problem: /"Idempotency__Key" has fewer than 32/,
    },
    {
      name: 'a short one that follows',
      environment: { Idempotency__Key: secret, Idempotency__Key__Next: 'CANARY' },
      problem: /"Idempotency__Key__Next" has fewer than 32/,
    },
    {
      name: 'a development value in Azure',
      environment: { Idempotency__Key: `development-only-${secret}` },
      problem: /development value/,
    },
  ];

for (const { name, environment, problem } of unusable) {
  test(`of secrets ${name} is unusable, and is not quoted`, () => {
    assert.throws(
      () => requireReplyKeys(environment),
      (error: Error) => {
        assert.match(error.message, problem);
        assert.doesNotMatch(error.message, /CANARY/);
        return true;
      },
    );
  });
}
