import assert from 'node:assert/strict';
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startChild } from '../../commands/child-process.ts';
import { runLiveFunctions } from '../../commands/live-functions.ts';
import { freePort } from '../../commands/ports.ts';
import { digestOfSources } from '../../commands/watch-sources.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const program = (words: string) => `
require('node:http')
  .createServer((request, response) => {
    if (request.url === '/api/end') process.exit(4);
    response.end(${JSON.stringify(words)});
  })
  .listen(Number(process.argv[2]), '127.0.0.1');
`;

/** Functions whose build copies them. */
async function running(t: TestContext, first = program('first')) {
  const project = await temporaryFolder(t);
  const source = join(project, 'functions/say.cjs');
  const built = join(project, 'built.cjs');
  await mkdir(join(project, 'functions'));
  await writeFile(source, first);
  await copyFile(source, built);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  let told = Promise.withResolvers<void>();
  const functions = runLiveFunctions({
    ...{ project, origin, digest: digestOfSources(project) },
    start: () =>
      startChild({
        ...{ name: 'Functions', command: process.execPath, args: [built, String(port)] },
        output: 'collect',
      }),
    build: async () => {
      if (lines.includes('break')) throw new Error('The build failed.');
      await copyFile(source, built);
    },
    log: (line) => {
      lines.push(line);
      told.resolve();
    },
  });
  t.after(functions.stop);
  if (first === program('first')) await functions.isReady;
  const say = async () => (await fetch(`${origin}/api/say`)).text();
  /** Until the edit is noticed; what becomes of it is what `settled` is for. */
  const edit = async (text: string) => {
    told = Promise.withResolvers<void>();
    await writeFile(`${project}/draft`, text);
    await rename(`${project}/draft`, source); // whole or not at all
    await told.promise;
    await functions.settled();
  };
  const end = () => fetch(`${origin}/api/end`).catch(() => undefined);
  return { functions, lines, say, edit, end };
}

test('an edited function is live once edits are settled', async (t) => {
  const { say, edit, lines } = await running(t);
  assert.equal(await say(), 'first');
  await edit(program('second'));
  assert.equal(await say(), 'second');
  assert.deepEqual(lines, ['Functions have changed: building …', 'The edited functions are live.']);
});

test('an edit that cannot be built leaves the functions from before; one that ends at once waits for the next', async (t) => {
  const { say, edit, lines, functions } = await running(t);
  lines.push('break');
  await edit(program('broken'));
  assert.equal(await say(), 'first');
  assert.match(lines.at(-1) ?? '', /^The build failed\.\nEdit again\.$/);
  lines.splice(0);
  await edit('process.exit(3);');
  assert.match(lines.at(-1) ?? '', /^Functions ended with code 3 before it was ready/);
  await edit(program('third'));
  assert.equal(await say(), 'third');
  await functions.stop();
});

test('an edit before the first functions answer is what the start waits for', async (t) => {
  const { functions, edit, say } = await running(t, 'setInterval(() => undefined, 1000);');
  await edit(program('second'));
  await functions.isReady;
  assert.equal(await say(), 'second');
});

test('functions that end by themselves end all', async (t) => {
  const { edit, functions, end } = await running(t);
  await edit(program('second'));
  await end();
  assert.equal((await functions.ended).code, 4);
});
