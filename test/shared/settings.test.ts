import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type Environment,
  flagSetting,
  isDevelopment,
  listSetting,
  requireSetting,
  requireSettings,
} from '../../shared/settings.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };

const environments: readonly { name: string; environment: Environment; expected: boolean }[] = [
  { name: 'func start', environment: development, expected: true },
  { name: 'nothing set', environment: {}, expected: false },
  {
    name: 'a site in Azure that says Development',
    environment: { ...development, WEBSITE_SITE_NAME: 'club' },
    expected: false,
  },
  {
    name: 'an instance in Azure that says Development',
    environment: { ...development, WEBSITE_INSTANCE_ID: '1' },
    expected: false,
  },
  {
    name: 'Production',
    environment: { AZURE_FUNCTIONS_ENVIRONMENT: 'Production' },
    expected: false,
  },
];

for (const { name, environment, expected } of environments) {
  test(`${name} is ${expected ? '' : 'not '}development`, () => {
    assert.equal(isDevelopment(environment), expected);
  });
}

const unusable: readonly { value: string | undefined; problem: RegExp }[] = [
  { value: undefined, problem: /is missing/ },
  { value: '', problem: /is empty/ },
  { value: '  ', problem: /is empty/ },
  { value: '@Microsoft.KeyVault(SecretUri=https://CANARY)', problem: /Key Vault/ },
  { value: 'development-only-CANARY', problem: /development value/ },
  { value: 'CANARY, development-only-CANARY', problem: /development value/ },
  { value: 'CANARY,@Microsoft.KeyVault(SecretUri=https://CANARY)', problem: /Key Vault/ },
];

for (const { value, problem } of unusable) {
  test(`a setting that is ${JSON.stringify(value)} is refused without its value`, () => {
    assert.throws(
      () => requireSetting('Name', { Name: value }),
      (error: Error) => {
        assert.match(error.message, problem);
        assert.match(error.message, /"Name"/);
        assert.doesNotMatch(error.message, /CANARY/);
        return true;
      },
    );
  });
}

test('development values serve in development', () => {
  const environment = { ...development, Name: 'development-only-secret' };
  assert.equal(requireSetting('Name', environment), 'development-only-secret');
});

test('all problems are told at once', () => {
  assert.throws(() => requireSettings(['A', 'B', 'C'], { B: 'b', C: '' }), {
    code: 'ERR_SETTINGS_INVALID',
    message: 'The setting "A" is missing. The setting "C" is empty.',
  });
});

test('a list is split and trimmed', () => {
  assert.deepEqual(listSetting('List', { List: ' a, b ,,c' }), ['a', 'b', 'c']);
  assert.throws(() => listSetting('List', { List: ' , ' }), /is empty/);
});

const flags: readonly { text: string | undefined; value: boolean }[] = [
  { text: undefined, value: false },
  { text: 'true', value: true },
  { text: ' True ', value: true },
  { text: 'FALSE', value: false },
];

for (const { text, value } of flags) {
  test(`the word ${JSON.stringify(text)} is ${value}`, () => {
    assert.equal(flagSetting('Flag', { Flag: text }), value);
  });
}

test('any other word is neither true nor false', () => {
  for (const word of ['yes', '', '1', 'true,false']) {
    assert.throws(() => flagSetting('Flag', { Flag: word }), { status: 503 });
  }
});
