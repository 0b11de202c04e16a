import type { TableClient, TableServiceClientOptions } from '@azure/data-tables';
import { SettingsInvalid } from './errors.ts';
import { type Environment, isDevelopment, requireSetting } from './settings.ts';

/** The settings that say where storage is: one of the two. */
const connectionSetting = 'Storage';
const serviceUriSetting = 'Storage__tableServiceUri';
const clientIdSetting = 'Storage__clientId';

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/** Requests of the SDK, by how often each was sent. */
const timesSent = new WeakMap<object, number>();

const countSending: Policy = {
  name: 'countSending',
  sendRequest(request, next) {
    timesSent.set(request, (timesSent.get(request) ?? 0) + 1);
    return next(request);
  },
};

/** Whether the SDK sent a request more than once: its answer may be about what the first one has done. */
export function wasSentAgain(request: object): boolean {
  return (timesSent.get(request) ?? 0) > 1;
}

const clientOptions: TableServiceClientOptions = {
  retryOptions: { maxRetries: 1, retryDelayInMs: 100, maxRetryDelayInMs: 500 },
  additionalPolicies: [{ policy: countSending, position: 'perRetry' }],
};

const clients = new Map<string, Promise<TableClient>>();

/** The client of a table, made once per process. Throws SettingsInvalid where no storage is set. */
export function openTable(
  name: string,
  environment: Environment = process.env,
): Promise<TableClient> {
  const known = clients.get(name);
  if (known) return known;
  const client = connect(name, environment);
  clients.set(name, client);
  client.catch(() => clients.delete(name));
  return client;
}

/**
 * `Storage` is a connection string; without it `Storage__tableServiceUri` names the account and the
 * managed identity (`Storage__clientId` for a user-assigned one) is used. Both SDKs are loaded here,
 * at first use. @see facts runtime 6d, infra 3
 */
async function connect(name: string, environment: Environment): Promise<TableClient> {
  if (environment[connectionSetting] !== undefined) {
    const connectionString = requireSetting(connectionSetting, environment);
    refuseDevelopmentStorage(connectionString, environment);
    const { TableClient } = await import('@azure/data-tables');
    try {
      return TableClient.fromConnectionString(connectionString, name, {
        ...clientOptions,
        allowInsecureConnection: isDevelopment(environment),
      });
    } catch {
      // The SDK's error may quote the string, and a key is part of it.
      throw new SettingsInvalid([
        { setting: connectionSetting, problem: 'is no connection string' },
      ]);
    }
  }
  const uri = requireSetting(serviceUriSetting, environment);
  const clientId = environment[clientIdSetting];
  const [{ TableClient }, { ManagedIdentityCredential }] = await Promise.all([
    import('@azure/data-tables'),
    import('@azure/identity'),
  ]);
  const credential = clientId
    ? new ManagedIdentityCredential({ clientId })
    : new ManagedIdentityCredential();
  return new TableClient(uri, name, credential, clientOptions);
}

function refuseDevelopmentStorage(connectionString: string, environment: Environment): void {
  const isLocal = /UseDevelopmentStorage=true|Endpoint=http:|Protocol=http;/i.test(
    connectionString,
  );
  if (!isLocal || isDevelopment(environment)) return;
  throw new SettingsInvalid([{ setting: connectionSetting, problem: 'names development storage' }]);
}
