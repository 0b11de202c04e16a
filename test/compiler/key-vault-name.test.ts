import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { keyVaultName, settingOfKeyVaultName, tenantLabel } from '../../compiler/key-vault-name.ts';

const cases = [
  ['B2C_1A_RestPassword', 'club-B2C-1A-RestPassword'],
  ['B2C_1A_RestPassword__Next', 'club-B2C-1A-RestPassword--Next'],
  ['Idempotency__Key', 'club-Idempotency--Key'],
  ['B2C_1A_Rest-Password', 'club-B2C-1A-Rest-q0Password'],
  ['B2C_1A_quick', 'club-B2C-1A-q1quick'],
] as const;
for (const [setting, name] of cases) {
  test(`Key Vault holds ${setting} as ${name}`, () => {
    assert.equal(keyVaultName({ tenant: 'Club', setting }), name);
    assert.deepEqual(settingOfKeyVaultName(name), { tenant: 'club', setting });
  });
}

const letters = fc.constantFrom('_', '-', 'q', 'Q', '0', '1', 'a', 'B');
const settings = fc.string({ unit: letters, minLength: 1, maxLength: 12 });
const tenants = fc.stringMatching(/^[a-z0-9]{1,6}$/);

test('names lead back to their settings, and are what Key Vault takes', async () => {
  await fc.assert(
    fc.property(settings, tenants, (setting, tenant) => {
      const name = keyVaultName({ tenant, setting });
      assert.match(name, /^[0-9a-zA-Z-]{1,127}$/);
      assert.deepEqual(settingOfKeyVaultName(name), { tenant, setting });
    }),
  );
});

test('settings of two names differ in more than letter case, as do those names', async () => {
  await fc.assert(
    fc.property(settings, settings, tenants, (one, other, tenant) => {
      const [first, second] = [one, other].map((setting) => keyVaultName({ tenant, setting }));
      const isSameName = first?.toLowerCase() === second?.toLowerCase();
      assert.equal(isSameName, one.toLowerCase() === other.toLowerCase());
    }),
    { examples: [['_q', '-', 'a']] },
  );
});

const unusable = [
  { name: 'a tenant with a hyphen', tenant: 'my-club', setting: 'A', says: /no name of a tenant/ },
  {
    name: 'a setting with a dot',
    tenant: 'club',
    setting: 'A.B',
    says: /letters, digits, _ and -/,
  },
  { name: 'a name too long', tenant: 'club', setting: 'A'.repeat(123), says: /127 characters/ },
];
for (const { name, says, ...setting } of unusable) {
  test(`${name} has no name in Key Vault`, () => {
    assert.throws(() => keyVaultName(setting), says);
  });
}

test('names that others gave belong to no setting', () => {
  for (const name of ['password', 'club-B2C.1A', 'Club-A', 'club-', `club-${'A'.repeat(123)}`]) {
    assert.equal(settingOfKeyVaultName(name), undefined, name);
  }
});

test("a tenant's label is the first of its initial domain", () => {
  assert.equal(tenantLabel('AlderLakeRowing.onmicrosoft.com'), 'alderlakerowing');
});
