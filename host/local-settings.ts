import { join } from 'node:path';
import { HostFault } from './host-fault.ts';
import { isJsonObject, readJsonFile } from './json-file.ts';

type Environment = Record<string, string | undefined>;

/**
 * Puts the `Values` of local.settings.json into the environment, where a variable that is already
 * set wins, and what the real host sets besides. An app without that file is fine.
 * @throws HostFault where the file is broken or encrypted, or the app is not for Node.
 * @see facts runtime 3.1
 */
export function applyLocalSettings(appDirectory: string, environment: Environment): void {
  const path = join(appDirectory, 'local.settings.json');
  const file = readJsonFile(path);
  if (file?.['IsEncrypted'] === true) {
    throw new HostFault(`"${path}" is encrypted; run "func settings decrypt" first.`);
  }
  const values = file?.['Values'];
  if (isJsonObject(values)) addValues(values, environment);
  environment['FUNCTIONS_WORKER_RUNTIME'] ??= 'node';
  environment['AZURE_FUNCTIONS_ENVIRONMENT'] ??= 'Development';
  const runtime = environment['FUNCTIONS_WORKER_RUNTIME'];
  if (runtime === 'node') return;
  throw new HostFault(`FUNCTIONS_WORKER_RUNTIME is "${runtime}"; this host runs "node" only.`);
}

function addValues(values: Readonly<Record<string, unknown>>, environment: Environment): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== null) environment[name] ??= String(value);
  }
}
