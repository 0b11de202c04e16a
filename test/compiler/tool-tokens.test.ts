import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fault } from '../../compiler/reading-rules.ts';
import { softenTokens } from '../../compiler/tool-tokens.ts';

const cases = [
  { value: '#{ApiUrl}#/members', severity: 'notice' },
  { value: '__ApiUrl__/members', severity: 'notice' },
  { value: '{{ apiUrl }}/members', severity: 'notice' },
  { value: '$(ApiUrl)/members', severity: 'notice' },
  { value: '$' + '{ApiUrl}/members', severity: 'notice' },
  { value: '{Settings:ApiUrl}/members', severity: 'notice' },
  { value: 'api.contoso.com/members', severity: 'error' },
  { value: '{OIDC:LoginHint}', severity: 'error' },
  { value: 'extension_1_a__b', severity: 'error' },
];
for (const { value, severity } of cases) {
  test(`a fault of "${value}" is of severity ${severity}`, () => {
    const position = { file: 'a.xml', line: 1, column: 1 };
    const [softened] = softenTokens([fault('schema-value', position, `It is "${value}".`)]);
    assert.equal(softened?.severity, severity);
  });
}

test('that a token is left over is a warning', () => {
  const position = { file: 'a.xml', line: 1, column: 1 };
  const left = fault('settings-token', position, 'Nothing replaces "{Settings:Api}".');
  assert.deepEqual(softenTokens([left]), [left]);
});
