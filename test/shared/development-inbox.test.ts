import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { deliverToDevelopmentInbox, type InboxMessage } from '../../shared/development-inbox.ts';
import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startApi } from '../support/test-api.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
const message: InboxMessage = {
  ...{ to: 'ada@example.org', channel: 'email' },
  ...{ text: 'Your code is 012345.', code: '012345' },
};

const answers = [
  { status: 204, outcome: 'taken' },
  { status: 409, outcome: 'refused' },
  { status: 404, outcome: 'unavailable' },
  { status: 500, outcome: 'unavailable' },
];
for (const { status, outcome } of answers) {
  test(`a message that the inbox answers with ${status} is ${outcome}`, async (t) => {
    const { url, seen } = await startApi(t, (response) => response.writeHead(status).end());
    const environment = { ...development, DevelopmentInbox: `${url}/inbox` };
    const delivery = deliverToDevelopmentInbox(message, 'Mail__Provider', environment);
    if (outcome === 'unavailable') await assert.rejects(delivery, DependencyUnavailable);
    else assert.equal(await delivery, outcome);
    assert.deepEqual(JSON.parse(seen[0]?.body ?? ''), message);
  });
}

test('without an inbox a message is a file', async (t) => {
  const [folder, home] = [await temporaryFolder(t), process.cwd()];
  t.after(() => process.chdir(home));
  process.chdir(folder);
  const outcome = await deliverToDevelopmentInbox(message, 'Mail__Provider', development);
  assert.equal(outcome, 'taken');
  const inbox = join(folder, '.data', 'inbox');
  const [file = '', ...others] = await readdir(inbox);
  assert.deepEqual(others, []);
  const content = await readFile(join(inbox, file), 'utf8');
  assert.equal(content, 'To: ada@example.org\n\nYour code is 012345.\n');
});

test('in Azure the setting that chose it is at fault', async () => {
  const delivery = deliverToDevelopmentInbox(message, 'Mail__Provider', {});
  await assert.rejects(
    delivery,
    (error) => error instanceof SettingsInvalid && error.problems[0]?.setting === 'Mail__Provider',
  );
});
