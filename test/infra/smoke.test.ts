import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/temporary-folder.ts';

const workflow = join(import.meta.dirname, '../../.github/workflows/azure-dev.yml');
const { steps } = parse(readFileSync(workflow, 'utf8')).jobs.deploy;
const { run } = steps.find(({ id }: { id?: string }) => id === 'answers');

const health = 'https://func-club.example/api/health';
const credentials = 'node --test test/functions/credentials.test.ts';
const cases = [
  { name: 'asks the app', env: {}, answer: '200', asked: [health, credentials], code: 0 },
  {
    name: 'asks what stands before the app',
    env: { SMOKE_URL: 'https://club.example' },
    answer: '200',
    asked: ['https://club.example/api/health', credentials],
    code: 0,
  },
  {
    name: 'takes the refusal of a caller without a certificate for well',
    env: { CLIENT_CERTIFICATE_MODE: 'Required' },
    answer: '403',
    asked: [health],
    code: 0,
  },
  {
    name: 'finds an app that lets in a caller without a certificate',
    env: { CLIENT_CERTIFICATE_MODE: 'Required' },
    answer: '200',
    asked: [health],
    code: 1,
  },
];

const skip = process.platform === 'win32' && 'the pipeline runs on Linux';

for (const { name, env, answer, asked, code } of cases) {
  test(`the pipeline ${name}`, { skip }, async (t) => {
    const folder = await temporaryFolder(t);
    const log = join(folder, 'asked');
    const programs = {
      azd: 'echo https://func-club.example',
      curl: `for last; do :; done; echo "$last" >> ${log}; printf ${answer}`,
      node: `echo "node $*" >> ${log}`,
    };
    for (const [program, script] of Object.entries(programs)) {
      writeFileSync(join(folder, program), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, program), 0o755);
    }
    // As GitHub runs a step: the first failure ends it.
    const { status } = spawnSync('bash', ['-e', '-c', run], {
      env: { PATH: `${folder}:/usr/bin:/bin`, GITHUB_ENV: join(folder, 'env'), ...env },
    });
    assert.equal(status, code);
    assert.deepEqual(readFileSync(log, 'utf8').trim().split('\n'), asked);
  });
}
