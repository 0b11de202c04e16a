import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import {
  configurationFile,
  defaultConfiguration,
  readConfiguration,
} from '../../compiler/configuration.ts';
import { printJson } from '../../compiler/emit-json.ts';

test('countersign.json says which hosts are ours, in any spelling of an origin', () => {
  const hosts = [
    'https://API.example.com',
    'http://localhost:7071/',
    'https://api.example.net:443',
  ];
  const { configuration, diagnostics } = readConfiguration(
    'countersign.json',
    JSON.stringify({ hosts }),
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(configuration.hosts, [
    'https://api.example.com',
    'http://localhost:7071',
    'https://api.example.net',
  ]);
});

test('an empty countersign.json is as none', () => {
  const { configuration, diagnostics } = readConfiguration('countersign.json', '\uFEFF{}');
  assert.deepEqual(diagnostics, []);
  assert.deepEqual({ ...configuration, profiles: [] }, { ...defaultConfiguration, profiles: [] });
  assert.equal(configuration.profiles.size, 0);
});

const faults = [
  {
    name: 'an unknown key',
    text: '{\n  "host": []\n}',
    line: 2,
    message: '"host" is no known key. Did you mean "hosts"?',
  },
  {
    name: 'an unknown key of a profile',
    text: '{ "profiles": {\n "REST-X": {\n "validaton": "observe" } } }',
    line: 3,
    message: '"profiles.REST-X.validaton" is no known key. Did you mean "validation"?',
  },
  {
    name: 'an unknown validation',
    text: '{ "profiles": { "REST-X": { "validation": "strict" } } }',
    line: 1,
    message: '"profiles.REST-X.validation" must be "observe" or "enforce".',
  },
  {
    name: 'a host with a path',
    text: '{ "hosts": ["https://a.example.com",\n "https://b.example.com/api"] }',
    line: 1,
    message: '"hosts[1]" must be an origin such as "https://api.example.com".',
  },
  {
    name: 'a host without scheme',
    text: '{ "hosts": ["a.example.com"] }',
    line: 1,
    message: '"hosts[0]" must be an origin such as "https://api.example.com".',
  },
  {
    name: 'a wrong type',
    text: '{ "functions": "health" }',
    line: 1,
    message: '"functions" must be an array.',
  },
  { name: 'a list', text: '[]', line: 1, message: 'The file must be an object.' },
  {
    name: 'a runtime that is no module',
    text: '{ "runtime": "it\'s" }',
    line: 1,
    message: '"runtime" must be the name of a package, or a folder that begins with "./".',
  },
];
for (const { name, text, line, message } of faults) {
  test(`countersign.json with ${name} is a diagnostic that says where`, () => {
    const { configuration, diagnostics } = readConfiguration('countersign.json', text);
    assert.equal(configuration, defaultConfiguration);
    assert.deepEqual(
      diagnostics.map((diagnostic) => [
        diagnostic.severity,
        diagnostic.position.line,
        diagnostic.message,
      ]),
      [['error', line, message]],
    );
  });
}

test('countersign.json that is no JSON is a diagnostic', () => {
  const { diagnostics } = readConfiguration('countersign.json', '{\n  "hosts": [1 2]\n}');
  assert.match(diagnostics[0]?.message ?? '', /^The JSON is broken: /);
  assert.deepEqual(diagnostics[0]?.position, { file: 'countersign.json', line: 2, column: 15 });
});

test('docs/countersign.schema.json is the schema that the file is read with', (t) => {
  const schema = z.toJSONSchema(configurationFile, { io: 'input' });
  const text = printJson(JSON.parse(JSON.stringify(schema)));
  t.assert.fileSnapshot(text, 'docs/countersign.schema.json', { serializers: [String] });
});
