import assert from 'node:assert/strict';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ProjectCache } from '../../commands/project-cache.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const functions = [{ name: 'health', trigger: 'httpTrigger', methods: ['GET'], route: 'health' }];

/** A project that was built, and its policies elsewhere. */
async function built(t: TestContext) {
  const [project, policies] = [await temporaryFolder(t), await temporaryFolder(t)];
  for (const folder of ['functions', 'dist', '.data', 'node_modules/zod']) {
    await mkdir(join(project, folder), { recursive: true });
    await writeFile(join(project, folder, 'file.js'), '1');
  }
  await writeFile(join(policies, 'SignUp.xml'), '<a />');
  const open = () =>
    new ProjectCache({ project, policies: [policies], data: join(project, 'data') });
  assert.equal(open().isUnchanged(), false);
  open().keep();
  return { project, policies, open };
}

const changes = [
  { name: 'a source', path: 'functions/file.js', isUnchanged: false },
  { name: 'a new source', path: 'functions/new.js', isUnchanged: false },
  { name: 'what was built', path: 'dist/file.js', isUnchanged: false },
  { name: 'data', path: 'data/storage.json', isUnchanged: true },
  { name: 'what is hidden', path: '.data/file.js', isUnchanged: true },
  {
    name: 'packages, which the lock file tells of',
    path: 'node_modules/zod/file.js',
    isUnchanged: true,
  },
];
for (const { name, path, isUnchanged } of changes) {
  test(`a change of ${name}: the project counts as ${isUnchanged ? 'unchanged' : 'changed'}`, async (t) => {
    const { project, open } = await built(t);
    assert.equal(open().isUnchanged(), true);
    await mkdir(join(project, path, '..'), { recursive: true });
    await writeFile(join(project, path), 'another');
    assert.equal(open().isUnchanged(), isUnchanged);
  });
}

test('a time that changed, a file that went, a policy elsewhere: each is a change', async (t) => {
  const { project, policies, open } = await built(t);
  await utimes(join(project, 'functions/file.js'), 1, 1);
  assert.equal(open().isUnchanged(), false);
  open().keep();
  await rm(join(project, 'dist/file.js'));
  assert.equal(open().isUnchanged(), false);
  open().keep();
  await writeFile(join(policies, 'SignUp.xml'), '<edited />');
  assert.equal(open().isUnchanged(), false);
});

test('functions are known until something changes; a build that was broken off counts for nothing', async (t) => {
  const { project, open } = await built(t);
  const first = open();
  first.isUnchanged();
  first.keepFunctions(functions);
  const second = open();
  assert.equal(second.functions, undefined);
  assert.equal(second.isUnchanged(), true);
  assert.deepEqual(second.functions, functions);
  await writeFile(join(project, 'functions/file.js'), 'edited');
  const third = open();
  assert.equal(third.isUnchanged(), false);
  assert.equal(third.functions, undefined);
  third.forget();
  third.keepFunctions(functions);
  assert.equal(open().isUnchanged(), false);
});
