import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EnvironmentChoice, readAppSettings } from '../../compiler/app-settings.ts';
import { parseJsonc } from '../../compiler/jsonc.ts';
import { Source } from '../../compiler/source.ts';
import { brief } from '../support/policy-text.ts';

const json = [
  { name: 'comments', text: '{ // a\n "x": /* b */ 1 /**/ }', value: { x: 1 } },
  { name: 'trailing commas', text: '{ "x": [1, 2, ], // c\n }', value: { x: [1, 2] } },
  { name: 'a comma before a comment and a bracket', text: '{ "x": 1, // c\n }', value: { x: 1 } },
  {
    name: 'what looks like a comment in a string',
    text: '{ "x": "http://y /* z */ ,]" }',
    value: { x: 'http://y /* z */ ,]' },
  },
  { name: 'escaped quotes', text: '{ "x\\"//": "\\\\" }', value: { 'x"//': '\\' } },
  { name: 'a byte order mark', text: '\uFEFF{}', value: {} },
];
for (const { name, text, value } of json) {
  test(`JSON may have ${name}`, () => {
    assert.deepEqual(parseJsonc(new Source('a.json', text)), { value, diagnostics: [] });
  });
}

const brokenJson = [
  {
    name: 'an unexpected word',
    text: '{\n  // c\n  "x": y }',
    says: '3:8 The JSON is broken: unexpected "y".',
  },
  {
    name: 'a missing comma',
    text: '[1\n2]',
    says: "2:1 The JSON is broken: Expected ',' or ']' after array element.",
  },
  { name: 'a missing end', text: '{"x": [', says: '1:8 The JSON is broken: it ends too early.' },
  {
    name: 'a comment without end',
    text: '/* {}',
    says: '1:6 The JSON is broken: it ends too early.',
  },
  {
    name: 'more than one value',
    text: '{}\n{}',
    says: '2:1 The JSON is broken: Unexpected non-whitespace character.',
  },
];
for (const { name, text, says } of brokenJson) {
  test(`broken JSON is a diagnostic where it breaks: ${name}`, () => {
    const { diagnostics } = parseJsonc(new Source('a.json', text));
    assert.deepEqual(diagnostics.map(brief), [`settings-unreadable ${says}`]);
  });
}

const settings = `{
  "EnvironmentsFolder": "out",
  "Environments": [
    { "Name": "Test", "Tenant": "t.example", "PolicySettings": { "ApiUrl": "https://t/api", "Retries": 3, "List": [1] } },
    { "Name": "Live", "Production": true, "Tenant": "l.example", "PolicySettings": { "ApiUrl": "https://l/api" } },
    "nonsense"
  ]
}`;

function read(choice: EnvironmentChoice, text = settings) {
  return readAppSettings(new Source('appsettings.json', text), choice);
}

test('an environment is chosen by its name, whatever its case', () => {
  const environment = read({ environment: 'test' })?.environment;
  assert.equal(environment?.name, 'Test');
  assert.equal(environment?.tenant, 't.example');
  assert.deepEqual(
    [...(environment?.settings ?? [])],
    [
      ['ApiUrl', 'https://t/api'],
      ['Retries', '3'],
    ],
  );
});

test('without a name it is the one for production, else the first', () => {
  assert.equal(read({})?.environment?.name, 'Live');
  const onlyTest = '{ "Environments": [{ "Name": "A" }, { "Name": "B" }] }';
  assert.equal(read({}, onlyTest)?.environment?.name, 'A');
});

test('settings of the caller win, and may be made of the own ones', () => {
  const override = (value: string) => value.replace('https://t', 'http://localhost:7171');
  const choice = {
    environment: 'Test',
    settings: { APIURL: override, Tier: 'gold', Absent: override },
  };
  const found = read(choice)?.environment?.settings;
  assert.equal(found?.get('ApiUrl'), 'http://localhost:7171/api');
  assert.equal(found?.get('tier'), 'gold');
  assert.equal(found?.has('Absent'), false);
});

test('an environment that is not there is a diagnostic that names those that are', () => {
  const found = read({ environment: 'Tset' });
  assert.deepEqual(found?.diagnostics.map(brief), [
    'settings-environment 1:1 There is no environment "Tset". It has "Test", "Live". Did you mean "Test"?',
  ]);
  assert.equal(found?.environment, undefined);
});

test('the appsettings.json of something else is left alone', () => {
  for (const text of ['{ "Logging": {} }', '[]', 'null', '{ "Environments": "x" }']) {
    assert.equal(read({ environment: 'Test' }, text), undefined);
  }
});

test('the folder of built policies has a default', () => {
  assert.equal(read({})?.environmentsFolder, 'out');
  assert.equal(
    read({}, '{ "Environments": [{ "Name": "A" }] }')?.environmentsFolder,
    'Environments',
  );
});
