import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { azureTokens } from '../../commands/azure-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const skip = process.platform === 'win32' && 'a shell script stands in for az';

/** Puts a script in the place of Azure's command line, the only credential. */
async function standInForAz(t: TestContext, folder: string, script: string): Promise<void> {
  await writeFile(join(folder, 'az'), script);
  await chmod(join(folder, 'az'), 0o755);
  const { PATH = '', AZURE_TOKEN_CREDENTIALS: former } = process.env;
  t.after(() => {
    process.env['PATH'] = PATH;
    if (former === undefined) delete process.env['AZURE_TOKEN_CREDENTIALS'];
    else process.env['AZURE_TOKEN_CREDENTIALS'] = former;
  });
  process.env['PATH'] = `${folder}${delimiter}${PATH}`;
  process.env['AZURE_TOKEN_CREDENTIALS'] = 'AzureCliCredential';
}

test('tokens are for the tenant of the deployment, whoever has logged in last', {
  skip,
}, async (t) => {
  const folder = await temporaryFolder(t);
  const answer = '{"accessToken":"a-token","expiresOn":"2999-01-01 00:00:00.000000"}';
  const script = `#!/bin/sh\necho "$@" >> "${folder}/asked"\necho '${answer}'\n`;
  await standInForAz(t, folder, script);
  const tenant = '22222222-2222-4222-8222-222222222222';
  for (const values of [{ AZURE_TENANT_ID: tenant }, {}]) {
    const tokens = await azureTokens(values);
    assert.equal(await tokens('https://vault.azure.net/.default'), 'a-token');
  }
  const asked = (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n');
  assert.deepEqual(
    asked.map((line) => / --tenant (\S+)/.exec(line)?.[1]),
    [tenant, undefined],
  );
});

test('where nothing gives a token, what the credential lacks is said', { skip }, async (t) => {
  const folder = await temporaryFolder(t);
  await standInForAz(t, folder, '#!/bin/sh\necho "the login is too old" >&2\nexit 1\n');
  const tokens = await azureTokens({});
  await assert.rejects(tokens('https://vault.azure.net/.default'), {
    message:
      /^Nothing gives a token for https:\/\/vault\.azure\.net\/\.default: run "az login" .*the login is too old/,
  });
});
