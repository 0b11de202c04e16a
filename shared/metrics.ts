/** What a measurement is about: names and ids of ours, never a claim's value or anything of a request. */
export type Dimensions = Readonly<Record<string, string>>;

/** One measurement. */
export interface Metric {
  readonly name: string;
  /** `count`: that many more; `value`: one sample, in the unit that the name ends in (`durationMs`). */
  readonly kind: 'count' | 'value';
  readonly value: number;
  readonly dimensions: Dimensions;
}

/** Told each measurement as it is made. It must be quick, for calls wait for it. */
export type MetricListener = (metric: Metric) => void;

const listeners = new Set<MetricListener>();

/** Counts one more. Costs next to nothing while nobody listens. */
export function count(name: string, dimensions: Dimensions = {}): void {
  tell(name, 'count', 1, dimensions);
}

/** Records one sample of a quantity. */
export function record(name: string, value: number, dimensions: Dimensions = {}): void {
  tell(name, 'value', value, dimensions);
}

/** Tells the listener all measurements from now on. Returns how to stop that. */
export function onMetric(listener: MetricListener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function tell(name: string, kind: Metric['kind'], value: number, dimensions: Dimensions): void {
  for (const listener of listeners) {
    try {
      listener({ name, kind, value, dimensions });
    } catch {
      // who measures must not decide what a caller gets
    }
  }
}
