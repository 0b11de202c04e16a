import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAzdValues } from '../../commands/azd-values.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** As azd writes it: quotes, dollars, backslashes and ends of lines have a backslash, whole numbers no quotes. */
const file = String.raw`AZURE_ENV_NAME="club"
VAULT_SETTINGS="[\"B2C_1A_RestPassword\",\"Health__Key\"]"
FURTHER_SETTINGS="Invitation__Link=https://example.org/join?a=\$1 | Path=C:\\new"
VAULT_PREFIX=""
ALWAYS_READY_INSTANCES=2
SERVICE_API_URI="https://func-club.azurewebsites.net"
`;

test("values of azd's environment are read as azd writes them", async (t) => {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, '.azure/club'), { recursive: true });
  await writeFile(join(folder, '.azure/config.json'), '{"version":1,"defaultEnvironment":"club"}');
  await writeFile(join(folder, '.azure/club/.env'), file);
  const former = process.cwd();
  t.after(() => process.chdir(former));
  process.chdir(folder);
  assert.deepEqual(readAzdValues({ SERVICE_API_URI: 'https://other.example.org' }), {
    AZURE_ENV_NAME: 'club',
    VAULT_SETTINGS: '["B2C_1A_RestPassword","Health__Key"]',
    FURTHER_SETTINGS: 'Invitation__Link=https://example.org/join?a=$1 | Path=C:\\new',
    VAULT_PREFIX: '',
    ALWAYS_READY_INSTANCES: '2',
    SERVICE_API_URI: 'https://other.example.org',
  });
});
