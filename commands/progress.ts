import { createColors } from 'picocolors';

/** Short work shows nothing: a line that flashes tells nobody anything. */
const DELAY_MS = 300;

/** More often than that nobody reads it. */
const INTERVAL_MS = 100;

const eraseLine = '\r\u001b[K';

/** Told after each part of the work. */
export type OnProgress = (done: number, total: number) => void;

/** Where progress is shown, and what decides whether. */
export interface ProgressTerminal {
  readonly stream: {
    readonly isTTY?: boolean;
    readonly columns?: number;
    write(text: string): unknown;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly args: readonly string[];
  /** Milliseconds, from any moment on. */
  readonly now: () => number;
}

const ownTerminal: ProgressTerminal = {
  stream: process.stderr,
  env: process.env,
  args: process.argv,
  now: () => performance.now(),
};

/**
 * Does work and shows on a terminal how far it is; what it showed is erased at the end, however that
 * comes. Nothing is shown where stderr is no terminal, in CI, or where a program reads the answer.
 */
export function withProgress<Result>(
  label: string,
  work: (onProgress: OnProgress) => Result,
  terminal: ProgressTerminal = ownTerminal,
): Result {
  if (!isWatched(terminal)) return work(() => {});
  const line = new ProgressLine(label, terminal);
  try {
    return work((done, total) => line.show(done, total));
  } finally {
    line.erase();
  }
}

function isWatched({ stream, env, args }: ProgressTerminal): boolean {
  const isRead = args.includes('--json') || args.includes('json') || args.includes('--format=json');
  const isDumb = env['TERM'] === 'dumb';
  return stream.isTTY === true && !env['CI'] && !isDumb && !isRead;
}

class ProgressLine {
  readonly #label: string;
  readonly #terminal: ProgressTerminal;
  #next: number;
  #isShown = false;

  constructor(label: string, terminal: ProgressTerminal) {
    this.#label = label;
    this.#terminal = terminal;
    this.#next = terminal.now() + DELAY_MS;
  }

  show(done: number, total: number): void {
    const { stream, env, now } = this.#terminal;
    if (now() < this.#next) return;
    this.#next = now() + INTERVAL_MS;
    this.#isShown = true;
    const text = `${this.#label} ${done}/${total}`.slice(0, (stream.columns || 80) - 1);
    stream.write(eraseLine + createColors(!env['NO_COLOR']).dim(text));
  }

  erase(): void {
    if (this.#isShown) this.#terminal.stream.write(eraseLine);
  }
}
