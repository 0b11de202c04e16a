import { ChangeFeed } from './change-feed.ts';

/** So many lines are kept: those of some hundred calls. */
const mostLines = 5000;

/** The lines that functions log while the emulator runs beside them. Each names its call's correlation id. */
export class FunctionLog {
  /** Told of new lines. */
  readonly changes = new ChangeFeed();
  readonly #lines: string[] = [];
  /** The beginning of a line whose end is yet to come. */
  #open = '';

  /** Takes what the functions wrote: lines, or pieces of them. */
  add(text: string): void {
    const lines = (this.#open + text).split(/\r?\n/);
    this.#open = lines.pop() ?? '';
    this.#lines.push(...lines.filter((line) => line.trim() !== ''));
    this.#lines.splice(0, Math.max(0, this.#lines.length - mostLines));
    this.changes.announce();
  }

  /** The lines of one journey, oldest first. */
  linesOf(correlationId: string): readonly string[] {
    return this.#lines.filter((line) => line.includes(correlationId));
  }
}
