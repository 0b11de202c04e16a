import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newProfileFiles } from '../../commands/new-profile-files.ts';
import {
  type NewProfile,
  newAuthentications,
  newProfilePolicy,
} from '../../compiler/profile-text.ts';
import { readPolicy } from '../../compiler/read.ts';
import { Source } from '../../compiler/source.ts';
import { writePageProject } from '../support/page-project.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cli = join(import.meta.dirname, '../../cli.ts');

const profile = (authentication: NewProfile['authentication']): NewProfile => ({
  ...{ id: 'REST-CheckGift', sendClaimsIn: 'Form', authentication },
  inputClaims: [{ id: 'giftCode', dataType: 'string' }, { id: 'email' }],
  outputClaims: [{ id: 'extension_giftValue', dataType: 'int' }],
});

for (const authentication of newAuthentications) {
  test(`a new profile with ${authentication} is as the schema wants it`, (t) => {
    const text = newProfilePolicy(profile(authentication));
    const { diagnostics } = readPolicy(new Source('new.xml', text));
    const faults = diagnostics.filter(({ rule }) => rule !== 'settings-token');
    assert.deepEqual(faults, []);
    const path = `test/golden/new-profile/${authentication}.xml`;
    t.assert.fileSnapshot(text, path, { serializers: [String] });
  });
}

for (const [path, text] of newProfileFiles({
  profile: profile('ApiKeyHeader'),
  serveModule: 'countersign/serve',
  example: { giftCode: 'sample', email: 'sample' },
})) {
  test(`a new profile comes with ${path}`, (t) => {
    const golden = `test/golden/new-profile/${path.replaceAll('/', '_')}.txt`;
    t.assert.fileSnapshot(text, golden, { serializers: [String] });
  });
}

test('add profile adds it, once, to the policies and the functions of a project', async (t) => {
  const folder = await temporaryFolder(t);
  await writePageProject(folder);
  const args = [
    'add',
    'profile',
    'REST-CheckGift',
    '--input',
    'giftCode:string',
    '--output',
    'loyaltyTier',
  ];
  const added = await runNode(folder, cli, ...args, '--json');
  assert.equal(added.stderr, '');
  const { written } = JSON.parse(added.stdout);
  for (const path of ['functions/check-gift/check-gift.ts', 'test/check-gift.test.ts'])
    assert.ok(written.includes(path), path);
  const routes: { profile: string }[] = JSON.parse(
    readFileSync(join(folder, 'shared/generated/routes.json'), 'utf8'),
  );
  assert.ok(routes.some((route) => route.profile === 'REST-CheckGift'));
  const again = await runNode(folder, cli, ...args);
  assert.match(
    again.stderr,
    /TrustFrameworkBase\.xml:\d+ is the technical profile "REST-CheckGift" already/,
  );
  assert.equal(again.code, 1);
});

const refused = [
  {
    name: 'a claim that nobody declares',
    args: ['REST-A', '--input', 'nobody'],
    stderr: /no claim type "nobody": say its DataType/,
  },
  {
    name: 'a DataType that is none',
    args: ['REST-A', '--input', 'a:text'],
    stderr: /Types are boolean, /,
  },
  { name: 'an Id that is none', args: ['REST A'], stderr: /"REST A" cannot be a profile's Id/ },
];
for (const { name, args, stderr } of refused) {
  test(`add profile refuses ${name}`, async (t) => {
    const folder = await temporaryFolder(t);
    await writePageProject(folder, false);
    const result = await runNode(folder, cli, 'add', 'profile', ...args);
    assert.match(result.stderr, stderr);
    assert.equal(result.code, 2);
  });
}
