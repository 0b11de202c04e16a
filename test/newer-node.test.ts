import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from './support/temporary-folder.ts';

const root = join(import.meta.dirname, '..');
const { newerNode } = await import(pathToFileURL(join(root, 'newer-node.mjs')).href);
const program = process.platform === 'win32' ? 'node.exe' : 'node';

test('an older Node runs on the one that the project brings, from any folder below', async (t) => {
  const project = await temporaryFolder(t);
  const bin = join(project, 'node_modules/node/bin');
  await mkdir(bin, { recursive: true });
  await mkdir(join(project, 'policies'));
  await writeFile(join(bin, program), '');
  for (const version of ['20.19.0', '22.17.1']) {
    assert.equal(newerNode(version, join(project, 'policies')), join(bin, program));
  }
  for (const version of ['22.18.0', '24.1.0']) assert.equal(newerNode(version, project), undefined);
});
