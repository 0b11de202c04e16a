import { availableParallelism } from 'node:os';
import { type Hasher, startHasher } from './hash-worker.ts';

/** As many as can wait are waiting: it is better to say so at once. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** How much is done at a time. */
export interface QueueOptions {
  /** Hashes at a time. */
  readonly atOnce: number;
  /** How many may wait besides. */
  readonly waiting: number;
  /** Default: a thread. */
  readonly start?: () => Hasher;
}

/**
 * Lets a few at a time hash, in the order in which they came, and some wait. However many people sign in
 * at once, all other functions keep a core, and memory holds a few hashes.
 */
export class HashQueue {
  readonly #idle: Hasher[];
  readonly #waiting: ((hasher: Hasher) => void)[] = [];
  readonly #limit: number;

  constructor({ atOnce, waiting, start = startHasher }: QueueOptions) {
    this.#idle = Array.from({ length: atOnce }, () => start());
    this.#limit = waiting;
  }

  /**
   * Does the work with a hasher of its own, once there is one.
   * @param signal whoever waits when it is aborted gives up the place, and the work is not done
   * @throws QueueFull where too many are waiting, the signal's reason where it is aborted
   */
  async turn<Result>(
    signal: AbortSignal,
    work: (hasher: Hasher) => Promise<Result>,
  ): Promise<Result> {
    const hasher = this.#idle.pop() ?? (await this.#wait(signal));
    try {
      return await work(hasher);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(hasher);
      else this.#idle.push(hasher);
    }
  }

  async #wait(signal: AbortSignal): Promise<Hasher> {
    signal.throwIfAborted();
    if (this.#waiting.length >= this.#limit) throw new QueueFull('Too many passwords are waiting.');
    const { promise, resolve, reject } = Promise.withResolvers<Hasher>();
    const giveUp = () => {
      const place = this.#waiting.indexOf(resolve);
      if (place >= 0) this.#waiting.splice(place, 1);
      reject(signal.reason);
    };
    this.#waiting.push(resolve);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }
}

/** One core is left to everybody else; more than four hashes of 128 MiB are no plan. */
const atOnce = Math.min(Math.max(availableParallelism() - 1, 1), 4);

/** The queue of this process. */
export const hashQueue = new HashQueue({ atOnce, waiting: 64 });
