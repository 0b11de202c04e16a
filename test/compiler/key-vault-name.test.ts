import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { keyVaultName, tenantPrefix } from '../../compiler/key-vault-name.ts';

const cases = [
  ['B2C_1A_RestPassword', 'club-B2C-1A-RestPassword'],
  ['B2C_1A_RestPassword__Next', 'club-B2C-1A-RestPassword--Next'],
  ['Idempotency__Key', 'club-Idempotency--Key'],
  ['B2C_1A_Rest-Password', 'club-B2C-1A-Rest-q0Password'],
  ['B2C_1A_quick', 'club-B2C-1A-q1quick'],
] as const;
for (const [setting, name] of cases) {
  test(`Key Vault holds ${setting} as ${name}`, () => {
    assert.equal(keyVaultName({ prefix: 'club-', setting }), name);
  });
}

const letters = fc.constantFrom('_', '-', 'q', 'Q', '0', '1', 'a', 'B');
const settings = fc.string({ unit: letters, minLength: 1, maxLength: 12 });
const prefixes = fc.stringMatching(/^[a-z0-9-]{0,6}$/);

/** Reads a name back, letter by letter: what is possible only if no two settings share one. */
function settingOf(name: string, prefix: string): string {
  return name.slice(prefix.length).replaceAll(/-(q[01])?/g, (_match, escaped?: string) => {
    return escaped === 'q0' ? '-' : '_';
  });
}

test('names lead back to their settings, and are what Key Vault takes', async () => {
  await fc.assert(
    fc.property(settings, prefixes, (setting, prefix) => {
      const name = keyVaultName({ prefix, setting });
      assert.match(name, /^[0-9a-zA-Z-]{1,127}$/);
      assert.equal(settingOf(name, prefix), setting);
    }),
  );
});

test('settings of two names differ in more than letter case, as do those names', async () => {
  await fc.assert(
    fc.property(settings, settings, prefixes, (one, other, prefix) => {
      const [first, second] = [one, other].map((setting) => keyVaultName({ prefix, setting }));
      const isSameName = first?.toLowerCase() === second?.toLowerCase();
      assert.equal(isSameName, one.toLowerCase() === other.toLowerCase());
    }),
    { examples: [['_q', '-', 'a-']] },
  );
});

const unusable = [
  { name: 'a prefix with a dot', prefix: 'my.club', setting: 'A', says: /No name in Key Vault/ },
  {
    name: 'a setting with a dot',
    prefix: 'club',
    setting: 'A.B',
    says: /letters, digits, _ and -/,
  },
  { name: 'a name too long', prefix: 'club', setting: 'A'.repeat(124), says: /127 characters/ },
];
for (const { name, says, ...setting } of unusable) {
  test(`${name} has no name in Key Vault`, () => {
    assert.throws(() => keyVaultName(setting), says);
  });
}

test("a tenant's prefix is the first label of its initial domain", () => {
  assert.equal(tenantPrefix('AlderLakeRowing.onmicrosoft.com'), 'alderlakerowing-');
});
