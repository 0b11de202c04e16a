import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Metric } from './metrics.ts';

/** Where measurements go. */
export interface Sender {
  send(metrics: readonly Metric[]): void;
  /** Resolves once what was sent has left the machine, or cannot. */
  flush(): Promise<void>;
}

/** Where measurements go, and who sends them. */
export interface Destination {
  readonly connectionString: string;
  /**
   * `ClientId=…;Authorization=AAD`, as the Functions host reads it: the app's managed identity sends.
   * Without it the key in the connection string has to be enough.
   */
  readonly authentication: string | undefined;
}

/** As a module, built or not, and in the CommonJS bundle. */
const thisFile = typeof __filename === 'string' ? __filename : import.meta.filename;
const role = 'countersign-telemetry';
/** A process that ends does not wait longer for an ingestion endpoint that does not answer. */
const flushWithinMs = 8000;

/**
 * Starts this file in a thread of its own, where it loads Application Insights. The thread has no
 * request, and no setting but its destination and where the managed identity gets its tokens: what it
 * knows is what it is sent.
 * @param onFailure told once, where the SDK cannot be loaded or the thread ends
 */
export function startSender(destination: Destination, onFailure: () => void): Sender {
  const worker = new Worker(thisFile, {
    workerData: { role, ...destination },
    env: { APPLICATION_INSIGHTS_NO_STATSBEAT: 'true', ...identityVariables() },
    execArgv: [],
  });
  worker.unref();
  let hasFailed = false;
  const fail = () => {
    if (!hasFailed) onFailure();
    hasFailed = true;
  };
  worker.once('error', fail).once('exit', fail);
  return {
    send: (metrics) => {
      if (!hasFailed && metrics.length > 0) worker.postMessage({ metrics });
    },
    flush: async () => {
      if (hasFailed) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, flushWithinMs);
      worker.once('message', () => resolve()).once('exit', () => resolve());
      worker.postMessage({ flush: true });
      await promise;
      clearTimeout(timer);
    },
  };
}

interface Message {
  readonly metrics?: readonly Metric[];
  readonly flush?: boolean;
}

/** Where App Service hands out tokens of a managed identity. @see facts infra 4 */
function identityVariables(): Record<string, string> {
  const names = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER'];
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']).filter(hasValue));
}

function hasValue([, value]: string[]): boolean {
  return value !== '';
}

/** Who sends; undefined: whoever has the connection string. */
async function credentialOf(authentication: string | undefined) {
  if (!/\bAuthorization=AAD\b/i.test(authentication ?? '')) return undefined;
  const { ManagedIdentityCredential } = await import('@azure/identity');
  const clientId = /\bClientId=([^;\s]+)/i.exec(authentication ?? '')?.[1];
  return clientId === undefined
    ? new ManagedIdentityCredential()
    : new ManagedIdentityCredential({ clientId });
}

/** Only tracks what it is told: no instrumentation, no files, no live metrics. */
async function send({ connectionString, authentication }: Destination): Promise<void> {
  const { default: sdk } = await import('applicationinsights'); // bundled it has no named exports
  const { TelemetryClient } = sdk;
  const credential = await credentialOf(authentication);
  const client = new TelemetryClient(connectionString, { useGlobalProviders: false });
  client.config.azureMonitorOpenTelemetryOptions = {
    azureMonitorExporterOptions: {
      connectionString,
      disableOfflineStorage: true,
      ...(credential && { credential }),
    },
    enableLiveMetrics: false,
  };
  parentPort?.on('message', async ({ metrics = [], flush }: Message) => {
    for (const { name, value, dimensions } of metrics) {
      client.trackMetric({ name: `countersign.${name}`, value, properties: { ...dimensions } });
    }
    if (!flush) return;
    await client.flush().catch(() => undefined);
    parentPort?.postMessage('flushed');
  });
}

if (!isMainThread && workerData?.role === role) {
  send(workerData).catch(() => process.exit(1));
}
