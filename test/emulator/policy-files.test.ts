import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { findPolicyFiles } from '../../compiler/policy-files.ts';
import { PolicyFiles } from '../../emulator/policy-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('files that come to folders, move and go are found, at whatever pace', async (t) => {
  const folder = await temporaryFolder(t);
  const files = new PolicyFiles([folder]);
  const found = () => files.paths().map((path) => relative(folder, path));
  assert.deepEqual(found(), []);
  await writeFile(join(folder, 'Base.xml'), '');
  assert.deepEqual(found(), ['Base.xml']);
  await mkdir(join(folder, 'club/rowing'), { recursive: true });
  assert.deepEqual(found(), ['Base.xml']);
  await writeFile(join(folder, 'club/rowing/SignUp.XML'), '');
  await writeFile(join(folder, 'club/appsettings.json'), '{}');
  await writeFile(join(folder, 'club/notes.txt'), '');
  const all = ['Base.xml', 'club/appsettings.json', 'club/rowing/SignUp.XML'];
  assert.deepEqual(found(), all);
  await rename(join(folder, 'club/rowing'), join(folder, 'club/sailing'));
  assert.deepEqual(found(), [...all.slice(0, 2), 'club/sailing/SignUp.XML']);
  await rm(join(folder, 'club'), { recursive: true });
  assert.deepEqual(found(), ['Base.xml']);
});

test('folders that have long been as they are tell of a new file all the same; an edit is another state', async (t) => {
  const folder = await temporaryFolder(t);
  const base = join(folder, 'Base.xml');
  await writeFile(base, '');
  await utimes(folder, 1, 1); // long ago
  const files = new PolicyFiles([folder]);
  const state = files.state();
  assert.equal(files.state(), state);
  await writeFile(base, '<edited />');
  assert.notEqual(files.state(), state);
  await writeFile(join(folder, 'SignUp.xml'), '');
  assert.equal(files.paths().length, 2);
});

test('a folder behind a link is searched for no policies, as the compiler reads none there', async (t) => {
  const [folder, other] = [await temporaryFolder(t), await temporaryFolder(t)];
  await writeFile(join(other, 'Base.xml'), '');
  await symlink(other, join(folder, 'linked'), 'junction');
  const files = new PolicyFiles([folder]);
  assert.deepEqual(files.paths(), []);
  assert.deepEqual(findPolicyFiles([folder], {}).files, []);
});
