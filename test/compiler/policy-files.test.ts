import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

const settings = JSON.stringify({
  EnvironmentsFolder: './built/all',
  Environments: [
    { Name: 'Test', Tenant: 'test.onmicrosoft.com', PolicySettings: { Key: 'k' } },
    {
      Name: 'Live',
      Production: true,
      Tenant: 'live.onmicrosoft.com',
      PolicySettings: { Key: 'l' },
    },
  ],
});

function rules(diagnostics: readonly { rule: string; severity: string }[]): string[] {
  return diagnostics.map(({ rule, severity }) => `${severity} ${rule}`);
}

test('every XML file below a folder is read once, but for packages, hidden folders and built policies', async (t) => {
  const folder = await writeFiles(t, {
    'appsettings.json': settings,
    'A.xml': policyText({ id: 'A' }),
    'deep/er/B.XML': policyText({ id: 'B' }),
    'node_modules/x/C.xml': policyText({ id: 'C' }),
    'deep/node_modules/C.xml': policyText({ id: 'C2' }),
    '.git/D.xml': policyText({ id: 'D' }),
    'built/all/Live/E.xml': policyText({ id: 'E' }),
    'built/allowed/F.xml': policyText({ id: 'F' }),
    'G.txt': policyText({ id: 'G' }),
  });
  await symlink(folder, join(folder, 'deep', 'loop'), 'junction');
  const { policies, diagnostics } = readPolicySet({ folders: [folder, join(folder, 'deep')] });
  assert.deepEqual(
    policies.map(({ policyId }) => policyId),
    ['A', 'F', 'B'],
  );
  assert.deepEqual(diagnostics, []);
});

test('each policy has the appsettings.json that is nearest to it', async (t) => {
  const policy = policyText({ id: 'P' }).replace(/contoso.onmicrosoft.com/g, '{Settings:Tenant}');
  const other = settings.replaceAll('.onmicrosoft.com', '.example');
  const folder = await writeFiles(t, {
    'appsettings.json': settings,
    'a/P.xml': policy,
    'b/appsettings.json': other,
    'b/deep/P.xml': policy,
    'c/appsettings.json': '{ "Logging": {} }',
    'c/P.xml': policy,
  });
  const { policies, diagnostics } = readPolicySet({ folders: [folder], environment: 'test' });
  assert.deepEqual(
    policies.map(({ tenantId }) => tenantId),
    ['test.onmicrosoft.com', 'test.example', 'test.onmicrosoft.com'],
  );
  assert.deepEqual(diagnostics, []);
  const [overridden] = readPolicySet({
    folders: [join(folder, 'a')],
    environment: 'Test',
  }).policies;
  assert.equal(
    overridden?.tenantId,
    '{Settings:Tenant}',
    'a folder outside the working directory is not left upwards',
  );
});

test('settings that cannot be read or chosen are faults of appsettings.json', async (t) => {
  const folder = await writeFiles(t, {
    'appsettings.json': '{',
    'A.xml': policyText({ id: 'A' }),
    'b/appsettings.json': settings,
    'b/B.xml': policyText({ id: 'B' }),
  });
  const { diagnostics } = readPolicySet({ folders: [folder], environment: 'Nowhere' });
  assert.deepEqual(rules(diagnostics).sort(), [
    'error settings-environment',
    'error settings-unreadable',
  ]);
});

const twoMegabytes = ' '.repeat(2 * 1024 * 1024);
const files: { name: string; content: string | Uint8Array; says: string; isRead: boolean }[] = [
  {
    name: 'a byte order mark',
    content: `\uFEFF${policyText({ id: 'A' })}`,
    says: '',
    isRead: true,
  },
  { name: 'an empty file', content: '', says: 'error xml-not-well-formed', isRead: false },
  {
    name: 'bytes that are not UTF-8',
    content: Buffer.from(`${policyText({ id: 'A' })}<!-- \xE9 -->`, 'latin1'),
    says: 'error file-encoding',
    isRead: false,
  },
  {
    name: 'UTF-16',
    content: Buffer.from(`\uFEFF${policyText({ id: 'A' })}`, 'utf16le'),
    says: 'warning file-utf16',
    isRead: true,
  },
  {
    name: 'UTF-16 with the high bytes first',
    content: Buffer.from(`\uFEFF${policyText({ id: 'A' })}`, 'utf16le').swap16(),
    says: 'warning file-utf16',
    isRead: true,
  },
  {
    name: 'UTF-16 that is cut off',
    content: Buffer.from(`\uFEFF${policyText({ id: 'A' })}`, 'utf16le').subarray(0, -1),
    says: 'error file-encoding',
    isRead: false,
  },
  {
    name: 'UTF-16 without a byte order mark',
    content: Buffer.from(policyText({ id: 'A' }), 'utf16le'),
    says: 'error xml-not-well-formed',
    isRead: false,
  },
  {
    name: 'more than B2C takes',
    content: `${policyText({ id: 'A' })}${twoMegabytes}`,
    says: 'warning doc-file-too-big',
    isRead: true,
  },
];
for (const { name, content, says, isRead } of files) {
  test(`a policy file: ${name}`, async (t) => {
    const folder = await writeFiles(t, { 'A.xml': content });
    const { policies, diagnostics } = readPolicySet({ folders: [folder] });
    assert.equal(rules(diagnostics).join(), says);
    assert.equal(policies.length, isRead ? 1 : 0);
  });
}

test('a position in UTF-16 is that of the text, not of its bytes', async (t) => {
  const text = `\uFEFF${policyText({ id: 'É', buildingBlocks: '<Unknown/>' })}`;
  const folder = await writeFiles(t, { 'A.xml': Buffer.from(text, 'utf16le').swap16() });
  const { policies, diagnostics } = readPolicySet({ folders: [folder] });
  assert.equal(policies[0]?.policyId, 'É');
  const fault = diagnostics.find(({ rule }) => rule === 'schema-unknown');
  assert.deepEqual([fault?.position.line, fault?.position.column], [2, 17]);
});

test('the fault of a file that is not UTF-8 is where it begins', async (t) => {
  const folder = await writeFiles(t, { 'A.xml': Buffer.from('<a>\n  caf\xE9</a>', 'latin1') });
  const [fault] = readPolicySet({ folders: [folder] }).diagnostics;
  assert.deepEqual([fault?.position.line, fault?.position.column], [2, 6]);
});

test('a folder that is not there is a fault', () => {
  const { diagnostics, policies } = readPolicySet({ folders: ['no/such/folder'] });
  assert.deepEqual(rules(diagnostics), ['error file-unreadable']);
  assert.deepEqual(policies, []);
});
