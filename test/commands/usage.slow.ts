import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { policyText, writeFiles } from '../support/policy-text.ts';
import { runNode } from '../support/project-copy.ts';

const files = {
  'truncated/A.xml': '<TrustFrameworkPolicy PolicyId="B2C_1A_A"><BuildingBlocks>',
  'doctype/A.xml': `<!DOCTYPE a [<!ENTITY b "c">]>${policyText({ id: 'B2C_1A_A' })}`,
  'deep/A.xml': '<a>'.repeat(10_000),
  'good/A.xml': policyText({ id: 'B2C_1A_A' }),
  'half/A.xml': policyText({ id: 'B2C_1A_A' }),
  'half/B.xml': '<a',
  'empty/read.me': '',
};

const cases = [
  { args: 'graph --policies deep', code: 1, says: /xml-too-deep/ },
  { args: 'graph --policies empty', code: 2, says: /^error There is no user journey/ },
  { args: 'diff good doctype', code: 1, says: /A\.xml:1:1 .*doctype/i },
  { args: 'diff deep/A.xml good/A.xml', code: 1, says: /xml-too-deep/ },
  { args: 'diff good half', code: 1, says: /B\.xml:1:\d+ .*xml-not-well-formed/ },
  { args: 'explain --policies truncated REST-A', code: 1, says: /"BuildingBlocks" is never/ },
  { args: 'flatten --policies doctype B2C_1A_A', code: 1, says: /A\.xml:1:1 .*doctype/i },
  {
    args: 'flatten --policies good B2C_1A_B',
    code: 2,
    says: /^error There is no policy "B2C_1A_B"/,
  },
  { args: 'start --policies absent', code: 2, says: /^error There is no folder "absent"/ },
  { args: 'call --policies good REST-A', code: 2, says: /^error There is no RESTful/ },
];

test('0 is clean, 1 what files and findings say, 2 what was asked for and is not there', async (t) => {
  const folder = await writeFiles(t, files);
  for (const { args, code, says } of cases) {
    const result = await runNode(folder, resolve('cli.ts'), ...args.split(' '));
    assert.match(result.stderr, says, args);
    assert.equal(result.code, code, args);
    assert.doesNotMatch(result.stderr, /\n {4}at /, args);
  }
});
