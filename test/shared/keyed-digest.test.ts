import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SettingsInvalid } from '../../shared/errors.ts';
import { keyedDigest } from '../../shared/keyed-digest.ts';

const environmentWith = (Digest__Key: string) => ({
  Digest__Key,
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
});
const one = environmentWith('a-key-that-is-as-long-as-it-has-to-be-1');
const other = environmentWith('a-key-that-is-as-long-as-it-has-to-be-2');

test('equal values have equal digests, under one key and for one purpose alone', () => {
  const digests = [
    keyedDigest('mail', 'ada@example.org', one),
    keyedDigest('mail', 'ada@example.org', other),
    keyedDigest('phone', 'ada@example.org', one),
    keyedDigest('mail', 'grace@example.org', one),
  ];
  assert.equal(keyedDigest('mail', 'ada@example.org', one), digests[0]);
  assert.equal(new Set(digests).size, 4);
  for (const digest of digests) assert.match(digest, /^[0-9a-f]{64}$/);
});

const unusable = [
  { name: 'short', key: 'too-short', problem: 'has fewer than 32 characters' },
  { name: 'empty', key: '', problem: 'is empty' },
  {
    name: 'an unresolved reference',
    key: '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/digest)',
    problem: 'is a Key Vault reference that was not resolved',
  },
];
for (const { name, key, problem } of unusable) {
  test(`a key that is ${name} is refused`, () => {
    assert.throws(
      () => keyedDigest('mail', 'ada@example.org', environmentWith(key)),
      (error: unknown) => {
        assert.ok(error instanceof SettingsInvalid);
        assert.deepEqual(error.problems, [{ setting: 'Digest__Key', problem }]);
        return true;
      },
    );
  });
}

test('the key of development is refused in Azure', () => {
  const environment = { Digest__Key: `development-only-${'x'.repeat(32)}` };
  assert.throws(() => keyedDigest('mail', 'x', environment), /holds a development value/);
});
