import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { readContractCases } from '../../commands/contract-cases.ts';
import { casesFile } from '../../commands/contract-cases-file.ts';
import { selectProfiles } from '../../commands/contract-profiles.ts';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import { printJson } from '../../compiler/emit-json.ts';
import { root } from '../support/club.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const { relyingParties } = readRestfulProfiles({
  folders: [join(root, 'policies')],
  environment: 'Local',
  settings: {},
});
const selected = selectProfiles(relyingParties, {
  url: new URL('https://club.example'),
  hosts: undefined,
  everything: false,
  ids: [],
});

function read(text: string) {
  const setting = (name: string) => (name === 'Number' ? 'ALR-100200' : undefined);
  const file = 'cases.yaml';
  return readContractCases({ file, text, selected, relyingParties, setting, runId: 'run7' });
}

/** What is said, with its place. */
function faults(text: string): string[] {
  return read(text).diagnostics.map(({ position, message }) => {
    return `${position.line}:${position.column} ${message}`;
  });
}

const card = `
  - name: a card
    profile: REST-ValidateMemberNumber
    claims: { memberNumber: "{Settings:Number}", surname: "K {Run:Id}" }
    expect: { claims: { membershipTier: scull } }`;

test('a case has claims by id or wire name, with settings and the id of the run filled in', {
  skip: withoutScenario('membership'),
}, () => {
  const { cases, diagnostics } = read(`cases:${card}`);
  assert.deepEqual(diagnostics, []);
  const [first] = cases;
  assert.deepEqual(Object.fromEntries(first?.claims ?? []), {
    extension_memberNumber: 'ALR-100200',
    surname: 'K run7',
  });
  assert.deepEqual(first?.settingTexts, ['ALR-100200']);
  assert.equal(first?.deliveries, 1);
  assert.equal(first?.profile.serviceUrl, 'https://club.example/api/validate-member-number');
});

test('values get the type of their claim', { skip: withoutScenario('preferences') }, () => {
  const { cases, diagnostics } = read(`cases:
  - name: typed
    profile: REST-SavePreferences
    claims: { objectId: "1", outingsPerWeek: 2, revision: "9007199254740993", interests: [a, "{Run:Id}"] }
    expect: { claims: { preferencesRevision: 5 }, absent: [revision] }
    repeat: 3`);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(Object.fromEntries(cases[0]?.claims ?? []), {
    objectId: '1',
    outingsPerWeek: 2,
    preferencesRevision: 9_007_199_254_740_993n,
    interests: ['a', 'run7'],
  });
  const expected = cases[0]?.expected;
  assert.ok(expected?.kind === 'claims');
  assert.deepEqual([...expected.claims], [['preferencesRevision', 5n]]);
  assert.deepEqual(expected.absent, ['preferencesRevision']);
  assert.equal(cases[0]?.deliveries, 3);
});

test('a case of a profile that is not tested is left out', {
  skip: withoutScenario('membership'),
}, () => {
  const text = `cases:${card}`;
  const source = { file: 'cases.yaml', text, relyingParties, setting: () => '', runId: '' };
  const leftOut = { cases: [], leftOut: ['a card'], diagnostics: [] };
  assert.deepEqual(readContractCases({ ...source, selected: [] }), leftOut);
});

const wrong = [
  {
    name: 'an unknown profile',
    text: `cases:\n  - name: x\n    profile: REST-ValidateMemberNo\n    expect: { status: 200 }`,
    says: ['3:5 There is no RESTful technical profile "REST-ValidateMemberNo".'],
  },
  {
    name: 'a misspelled profile',
    text: `cases:\n  - name: x\n    profile: REST-ValidateMemberNumbr\n    expect: { status: 200 }`,
    says: [
      '3:5 There is no RESTful technical profile "REST-ValidateMemberNumbr". Did you mean "REST-ValidateMemberNumber"?',
    ],
  },
  {
    name: 'a misspelled claim',
    text: `cases:\n  - name: x\n    profile: REST-ValidateMemberNumber\n    claims:\n      surnam: K\n    expect: { status: 200 }`,
    says: ['5:7 "surnam" is no known claim of the profile. Did you mean "surname"?'],
  },
  {
    name: 'an expected claim that is no output',
    text: card.replace('membershipTier: scull', 'surname: K').replace(/^/, 'cases:'),
    says: ['5:25 "surname" is no output claim of the profile.'],
  },
  {
    name: 'text for a number, without quoting it',
    text: `cases:\n  - name: x\n    profile: REST-SavePreferences\n    claims: { outingsPerWeek: canary }\n    expect: { status: 200 }`,
    says: ['4:15 The value of the claim "outingsPerWeek" is no int.'],
  },
  {
    name: 'a number for text',
    text: `cases:\n  - name: x\n    profile: REST-SavePreferences\n    claims: { objectId: 4711 }\n    expect: { status: 200 }`,
    says: ['4:15 The value of the claim "objectId" is no string. Put it into quotes.'],
  },
  {
    name: 'null',
    text: `cases:\n  - name: x\n    profile: REST-SavePreferences\n    claims: { outingsPerWeek: }\n    expect: { status: 200 }`,
    says: ['4:15 The value of the claim "outingsPerWeek" is no int.'],
  },
  {
    name: 'a setting without a value',
    text: `cases:\n  - name: x\n    profile: REST-SavePreferences\n    claims: { objectId: "{Settings:Absent}" }\n    expect: { status: 200 }`,
    says: ['4:15 The setting "Absent" has no value: give --setting, or set it.'],
  },
  {
    name: 'an unknown key',
    text: `cases:\n  - name: x\n    profile: REST-SavePreferences\n    expect: { refusal: { cod: X } }\n    repeats: 2`,
    says: [
      '4:26 "cases[0].expect.refusal.cod" is no known key. Did you mean "code"?',
      '5:5 "cases[0].repeats" is no known key. Did you mean "repeat"?',
    ],
  },
  {
    name: 'two kinds of expectation',
    text: `cases:\n  - name: x\n    profile: REST-SavePreferences\n    expect: { status: 200, refusal: {} }`,
    says: [
      '4:5 "cases[0].expect" must have claims (or present, absent), or a refusal, or a status.',
    ],
  },
  {
    name: 'a pattern that is none',
    text: `cases:\n  - name: x\n    profile: REST-SavePreferences\n    expect: { refusal: { userMessage: "(" } }`,
    says: ['4:26 "cases[0].expect.refusal.userMessage" must be a regular expression.'],
  },
  {
    name: 'a name that is missing',
    text: `cases:\n  - profile: REST-SavePreferences\n    expect: { status: 200 }`,
    says: ['2:5 "cases[0].name" must be a string.'],
  },
  { name: 'nothing', text: '', says: ['1:1 The file must be an object.'] },
  { name: 'broken YAML', text: 'cases: [a', says: ['1:10 The YAML is broken (BAD_INDENT).'] },
  {
    name: 'a key that comes twice',
    text: 'cases: []\ncases: []',
    says: ['2:1 The YAML is broken (DUPLICATE_KEY).'],
  },
  {
    name: 'an unknown tag',
    text: 'cases: !secret x',
    says: ['1:8 The YAML is broken (TAG_RESOLVE_FAILED).'],
  },
];
for (const { name, text, says } of wrong) {
  test(`a cases file with ${name} is refused with its place`, {
    skip: withoutScenario('membership', 'preferences'),
  }, () => {
    assert.deepEqual(faults(text), says);
    assert.deepEqual(read(text).cases, []);
  });
}

test('aliases that swell without bound make no cases', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    return `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`;
  });
  assert.equal(faults(`a0: &a0 [x]\n${levels.join('\n')}\ncases: *a12`).length, 1);
});

test('whatever text a cases file has, reading it ends with cases or with places in it', () => {
  const words = [
    'cases',
    'name',
    'expect',
    'claims',
    'profile',
    ':',
    '- ',
    '\n',
    '  ',
    '{',
    '}',
    '&a',
    '*a',
    '!',
    '"',
    '|',
  ];
  const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 40 });
  fc.assert(
    fc.property(text, (parts) => {
      const { cases, diagnostics } = read(parts.join(''));
      const lines = parts.join('').split(/\r\n?|\n/).length;
      for (const { position } of diagnostics) assert.ok(position.line <= lines);
      assert.ok(diagnostics.length > 0 || cases.length === 0);
    }),
  );
});

test('docs/contract-cases.schema.json is the schema that the file is read with', (t) => {
  const schema = z.toJSONSchema(casesFile, { io: 'input' });
  const text = printJson(JSON.parse(JSON.stringify(schema)));
  t.assert.fileSnapshot(text, 'docs/contract-cases.schema.json', { serializers: [String] });
});

test('the cases of docs/contract-testing.md can be read', {
  skip: withoutScenario('membership'),
}, () => {
  const page = readFileSync(join(root, 'docs/contract-testing.md'), 'utf8').replaceAll(
    '\r\n',
    '\n',
  );
  const [, text = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const { cases, diagnostics } = read(text.replace('TestInvitation', 'Number'));
  assert.deepEqual(diagnostics, []);
  assert.equal(cases.length, 2);
});
