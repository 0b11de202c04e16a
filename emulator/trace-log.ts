import type { ChangeFeed } from './change-feed.ts';
import type { Transaction } from './transaction.ts';

const mostTraces = 200;

/** The journeys of a tenant that were traced last, whatever endpoint began them; oldest first. */
export class TraceLog {
  readonly #transactions = new Map<string, Transaction>();
  readonly #changes: ChangeFeed;

  /** @param changes told of each event of each journey */
  constructor(changes: ChangeFeed) {
    this.#changes = changes;
  }

  add(transaction: Transaction): void {
    const [oldest] = this.#transactions.keys();
    const isFull = this.#transactions.size >= mostTraces;
    if (isFull && oldest !== undefined) this.#transactions.delete(oldest);
    this.#transactions.set(transaction.correlationId.toLowerCase(), transaction);
    transaction.trace.onEvent = () => this.#changes.announce();
  }

  /** By correlation id, compared without case. */
  find(correlationId: string): Transaction | undefined {
    return this.#transactions.get(correlationId.toLowerCase());
  }

  all(): readonly Transaction[] {
    return [...this.#transactions.values()];
  }

  clear(): void {
    this.#transactions.clear();
  }
}
