import * as fc from 'fast-check';
import { pipeline, provoke } from './connection.ts';
import { type Mutation, mutate, mutateBody, mutations } from './mutations.ts';
import { requestsOf, toBytes } from './requests.ts';
import type { Target } from './targets.ts';

/** What is sent where. */
export interface FuzzOptions {
  readonly port: number;
  readonly targets: readonly Target[];
  readonly requests: number;
  readonly seed: number;
  /** Batches under way at a time. */
  readonly connections: number;
  /** When to stop before all is sent, as `performance.now()`. */
  readonly until?: number;
  /** Told after each round, with the requests that have been sent. */
  readonly onRound?: (sent: number) => void;
}

/** What came of it. */
export interface FuzzReport {
  readonly sent: number;
  /** Of these, how many had bytes changed. */
  readonly mutated: number;
  readonly statuses: ReadonlyMap<number, number>;
  /** What no request may bring about, each with the bytes that did. */
  readonly faults: readonly FuzzFault[];
}

/** One of them. */
export interface FuzzFault {
  readonly what: string;
  readonly bytes: string;
}

/** Requests of a round: these share a seed, so that a round can be repeated alone. */
const roundSize = 512;
/** One in so many has its bytes changed, wherever, and a connection of its own. */
const mutatedShare = 8;
/** Of the others, one in so many has the bytes of its body changed. */
const mutatedBodies = 4;
const pipelineLength = 16;

/** Sends fuzzed requests, the same for the same seed, and looks at each answer's status. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const run = new FuzzRun(options);
  const anyRequest = fc.oneof(...options.targets.map(requestsOf));
  const anySample = fc.tuple(anyRequest, mutations);
  let round = 0;
  const work = async () => {
    for (let own = round++; own * roundSize < options.requests; own = round++) {
      if (performance.now() > (options.until ?? Number.POSITIVE_INFINITY)) return;
      const numRuns = Math.min(roundSize, options.requests - own * roundSize);
      const samples = fc.sample(anySample, { seed: options.seed + own, numRuns });
      await run.send(samples.map(([request, changes]) => ({ bytes: toBytes(request), changes })));
      options.onRound?.(run.sent);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, work));
  return run;
}

interface Sample {
  readonly bytes: Buffer;
  readonly changes: readonly Mutation[];
}

class FuzzRun implements FuzzReport {
  sent = 0;
  mutated = 0;
  readonly statuses = new Map<number, number>();
  readonly faults: FuzzFault[] = [];
  readonly #port: number;

  constructor({ port }: FuzzOptions) {
    this.#port = port;
  }

  async send(samples: readonly Sample[]): Promise<void> {
    const whole = samples
      .filter((_, index) => index % mutatedShare !== 0)
      .map(({ bytes, changes }, index) =>
        index % mutatedBodies === 0 ? mutateBody(bytes, changes) : bytes,
      );
    const changed = samples.filter((_, index) => index % mutatedShare === 0);
    for (let start = 0; start < whole.length; start += pipelineLength) {
      await this.#sendWhole(whole.slice(start, start + pipelineLength));
    }
    for (let start = 0; start < changed.length; start += pipelineLength) {
      const batch = changed.slice(start, start + pipelineLength);
      await Promise.all(batch.map(({ bytes, changes }) => this.#provoke(mutate(bytes, changes))));
    }
  }

  /** Where the host closes the connection after an answer, the others go out on another one. */
  async #sendWhole(requests: readonly Buffer[]): Promise<void> {
    let left = requests;
    while (left.length > 0) {
      const statuses = await pipeline(this.#port, left);
      for (const [index, status] of statuses.entries()) this.#count(status, left[index]);
      if (statuses.length === 0) this.#blame('no answer', left[0]);
      const done = Math.max(1, statuses.length);
      this.sent += Math.min(done, left.length);
      left = left.slice(done);
    }
  }

  async #provoke(bytes: Buffer): Promise<void> {
    const statuses = await provoke(this.#port, bytes);
    for (const status of statuses ?? []) {
      // The host's own answer to a body that it does not take. @see facts runtime 1, Requests
      const isHostsOwn = status === 500 && /content-length: *\d{9}/i.test(bytes.toString('latin1'));
      this.#count(isHostsOwn ? 413 : status, bytes);
    }
    if (statuses === undefined) this.#blame('a connection that is kept after its end', bytes);
    this.sent += 1;
    this.mutated += 1;
  }

  #count(status: number, bytes: Buffer | undefined): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status >= 500) this.#blame(`status ${status}`, bytes);
  }

  #blame(what: string, bytes: Buffer | undefined): void {
    this.faults.push({ what, bytes: bytes?.toString('latin1') ?? '' });
  }
}
