import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli, writeProject } from '../support/generate-project.ts';

const failures = [
  {
    name: 'an environment that is not there',
    args: ['generate', '--env', 'Nowhere'],
    status: 2,
    stderr: /There is no environment "Nowhere"\. It has "Local", "Production"\./,
  },
  {
    name: 'an environment where none are',
    args: ['generate', '--env', 'Local', '--policies', 'empty'],
    status: 2,
    stderr: /^error There is no appsettings\.json for "empty", so no environment "Local"\.$/m,
  },
  {
    name: 'a folder that is not there',
    args: ['generate', '--policies', 'nowhere'],
    status: 2,
    stderr: /There is no folder "nowhere"/,
  },
  {
    name: 'a folder without policies',
    args: ['generate', '--policies', 'empty'],
    status: 2,
    stderr: /^error There is no policy in "empty"\.$/m,
  },
  {
    name: 'a configuration that is none',
    args: ['generate'],
    files: { 'countersign.json': '{ "host": [] }' },
    status: 1,
    stderr:
      /^countersign\.json:1:3 {2}error {2}configuration-file {2}"host" is no known key\. Did you mean "hosts"\?$/m,
  },
  {
    name: 'a host.json that is none',
    args: ['generate'],
    files: { 'host.json': '{' },
    status: 1,
    stderr: /^error host\.json is no JSON\.$/m,
  },
  {
    name: 'an unknown option',
    args: ['generate', '--polices', 'x'],
    status: 2,
    stderr: /--policies/,
  },
  { name: 'an unknown command', args: ['generat'], status: 2, stderr: /Did you mean generate\?/ },
  {
    name: 'an argument too many',
    args: ['generate', 'policies'],
    status: 2,
    stderr: /too many arguments/,
  },
  { name: 'no command', args: [], status: 2, stderr: /Usage: countersign/ },
];
for (const { name, args, files = {}, status, stderr } of failures) {
  test(`${name} is said in words, without a stack trace`, async (t) => {
    const folder = await writeProject(t, { 'empty/readme.txt': '', ...files });
    const result = runCli(folder, args);
    assert.equal(result.status, status);
    assert.match(result.stderr, stderr);
    assert.doesNotMatch(result.stderr, /^\s+at /m);
    assert.ok(!existsSync(join(folder, 'shared')));
  });
}
