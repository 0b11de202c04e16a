import { availableParallelism } from 'node:os';
import { deadline } from './deadline.ts';

/** As many as can wait are waiting: it is better to say so at once. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** How much is done at a time. */
interface QueueOptions<Tool> {
  /** What one turn at a time works with each: as many turns at once as there are tools. */
  readonly tools: readonly Tool[];
  /** How many may wait besides. */
  readonly waiting: number;
  /** Nor may one who would wait longer than that, if turns go on as the latest did. Absent: no matter how long. */
  readonly longestWaitMs?: number;
  /** Milliseconds since some moment; default: the system's. */
  readonly now?: () => number;
}

/** How one waits for a turn. */
export interface TurnOptions {
  /** Whoever waits when it is aborted gives up the place. Default: the deadline of the call, outside of calls ten seconds. */
  readonly signal?: AbortSignal;
  /** Goes before all that are not, and may wait however many do: what has to be done for work that is done already. */
  readonly isUrgent?: boolean;
}

/** Cores for work that keeps one busy, at most so many: one is left to everybody else. */
export function sparedCores(atMost: number): number {
  return Math.min(Math.max(availableParallelism() - 1, 1), atMost);
}

/**
 * Lets a few at a time do what keeps a core busy (hash a password), in the order in which they came, and
 * some wait. However many people come at once, all other functions keep a core, memory holds a few
 * hashes, and nobody works for a call that is over.
 */
export class WorkQueue<Tool> {
  readonly #idle: Tool[];
  readonly #options: QueueOptions<Tool>;
  readonly #urgent: ((tool: Tool) => void)[] = [];
  readonly #waiting: ((tool: Tool) => void)[] = [];

  #turnMs = 0;

  constructor(options: QueueOptions<Tool>) {
    this.#idle = [...options.tools];
    this.#options = options;
  }

  /**
   * Does the work with a tool of its own, once there is one.
   * @throws QueueFull where too many are waiting, the signal's reason where it is aborted before
   */
  async turn<Result>(
    work: (tool: Tool) => Promise<Result>,
    { signal = deadline(), isUrgent = false }: TurnOptions = {},
  ): Promise<Result> {
    const { now = () => performance.now() } = this.#options;
    const tool = await this.#take(isUrgent ? this.#urgent : this.#waiting, signal);
    const start = now();
    try {
      return await work(tool);
    } finally {
      this.#turnMs = (this.#turnMs + now() - start) / 2;
      const next = this.#urgent.shift() ?? this.#waiting.shift();
      if (next) next(tool);
      else this.#idle.push(tool);
    }
  }

  /** Before work that is only done for a turn. @throws QueueFull where one that is not urgent could not wait */
  requireRoom(): void {
    if (this.#idle.length === 0 && this.#isFull()) throw new QueueFull('Too many are waiting.');
  }

  async #take(line: ((tool: Tool) => void)[], signal: AbortSignal): Promise<Tool> {
    signal.throwIfAborted();
    if (line === this.#waiting) this.requireRoom();
    if (this.#idle.length > 0) return this.#idle.pop() as Tool;
    const { promise, resolve, reject } = Promise.withResolvers<Tool>();
    const giveUp = () => {
      const place = line.indexOf(resolve);
      if (place >= 0) line.splice(place, 1);
      reject(signal.reason);
    };
    line.push(resolve);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  #isFull(): boolean {
    const { tools, waiting, longestWaitMs = Number.POSITIVE_INFINITY } = this.#options;
    const before = this.#urgent.length + this.#waiting.length + 1;
    return (
      this.#waiting.length >= waiting || (before * this.#turnMs) / tools.length > longestWaitMs
    );
  }
}
