import { type Metric, onMetric } from './metrics.ts';
import type { Environment } from './settings.ts';
import type { Destination, Sender } from './telemetry-worker.ts';

/** The setting that the Functions host reads too: what it sends itself needs nothing of ours. */
const connectionSetting = 'APPLICATIONINSIGHTS_CONNECTION_STRING';
/** Another that the host reads: who sends, where the component takes no key. @see facts infra 3, 7 */
const authenticationSetting = 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING';

/** By then the first answer has long been sent. */
const loadAfterMs = 2000;
const sendEveryMs = 10_000;
/** More than these in one interval are left out, and counted. */
const maximumSamples = 20_000;

/** `off`: nothing is configured, or nothing was called yet. */
export type TelemetryState = 'off' | 'sending' | 'failed';

let isStarted = false;
let state: TelemetryState = 'off';
let flush: () => Promise<void> = async () => {};

/**
 * Sends measurements to Application Insights from now on, where that is configured. Call it whenever:
 * only the first call counts, and it does no more than begin to listen. The SDK is loaded later, in a
 * thread of its own: it takes a second to load, and it never sees a request.
 * @see facts runtime 6d
 */
export function startTelemetry(environment: Environment = process.env): void {
  if (isStarted) return;
  isStarted = true;
  const connectionString = environment[connectionSetting]?.trim();
  if (!connectionString) return;
  state = 'sending';
  const pending = new Pending();
  const stop = onMetric((metric) => pending.add(metric));
  let sender: Promise<Sender> | undefined;
  const send = async () => (await sender)?.send(pending.take());
  const load = () => {
    const authentication = environment[authenticationSetting];
    sender ??= startSender({ connectionString, authentication }, stop);
  };
  setTimeout(load, loadAfterMs).unref();
  setInterval(() => void send(), sendEveryMs).unref();
  flush = async () => {
    load();
    await send();
    await (await sender)?.flush();
  };
}

/** Whether measurements leave this process. */
export function telemetryState(): TelemetryState {
  return state;
}

/** Sends what is left: for the end of the process. Never rejects. */
export async function flushTelemetry(): Promise<void> {
  try {
    await flush();
  } catch {
    // whoever ends cannot do more about it
  }
}

async function startSender(destination: Destination, stop: () => void): Promise<Sender> {
  const worker = await import('./telemetry-worker.ts');
  return worker.startSender(destination, () => {
    stop();
    state = 'failed';
    process.emitWarning(
      `The setting "${connectionSetting}" is there, and the package applicationinsights cannot be loaded or has failed: measurements are not sent.`,
    );
  });
}

/** Measurements that wait for the next interval: counts are summed up, samples are kept. */
class Pending {
  #counts = new Map<string, Metric>();
  #samples: Metric[] = [];
  #dropped = 0;

  add(metric: Metric): void {
    const safe = { ...metric, dimensions: safeDimensions(metric.dimensions) };
    if (metric.kind === 'value') this.#keep(safe);
    else this.#sum(safe);
  }

  #keep(metric: Metric): void {
    if (this.#samples.length < maximumSamples) this.#samples.push(metric);
    else this.#dropped += 1;
  }

  #sum(metric: Metric): void {
    const key = JSON.stringify([metric.name, metric.dimensions]);
    const value = (this.#counts.get(key)?.value ?? 0) + metric.value;
    if (value > metric.value || this.#counts.size < maximumSamples) {
      this.#counts.set(key, { ...metric, value });
    } else this.#dropped += 1;
  }

  take(): Metric[] {
    const taken = [...this.#counts.values(), ...this.#samples];
    if (this.#dropped > 0) taken.push(droppedMetric(this.#dropped));
    this.#counts = new Map();
    this.#samples = [];
    this.#dropped = 0;
    return taken;
  }
}

function droppedMetric(value: number): Metric {
  return { name: 'telemetryDropped', kind: 'count', value, dimensions: {} };
}

/** Ids and codes look so; a sentence, an address or a name of a person does not. */
const safeValue = /^[A-Za-z0-9][\w .:-]{0,99}$/;

/** The last door: a dimension that could be a claim's value does not go out. */
function safeDimensions(dimensions: Metric['dimensions']): Metric['dimensions'] {
  const entries = Object.entries(dimensions).map(([name, value]) => [
    name,
    safeValue.test(value) ? value : 'other',
  ]);
  return Object.fromEntries(entries);
}
