import type { Child } from './child-process.ts';
import { untilHealthy } from './until-healthy.ts';
import { watchSources } from './watch-sources.ts';

/** How functions are built and run. */
export interface LiveFunctionsStart {
  readonly project: string;
  /** Of the sources that the first start is built from. */
  readonly digest: string;
  /** Where they listen, whichever of them runs. */
  readonly origin: string;
  readonly start: () => Child;
  /** Rejects with what to print. */
  readonly build: () => Promise<void>;
  /** Takes what becomes of edits, line by line. */
  readonly log: (line: string) => void;
}

/** Functions that are built and started anew after an edit. */
export interface LiveFunctions extends Child {
  /** The first start: settles once they answer. */
  readonly isReady: Promise<void>;
  /** Settles once the edits until now are live, or were refused. */
  readonly settled: () => Promise<void>;
}

type Ended = Awaited<Child['ended']>;

/**
 * Runs functions, and runs them anew after each edit of their sources. An edit that cannot be built leaves
 * those from before; functions that end by themselves end all, but for those that an edit has just broken.
 */
export function runLiveFunctions(options: LiveFunctionsStart): LiveFunctions {
  const { project, digest, log } = options;
  const generations = new Generations(options);
  const watch = watchSources({ project, digest, onEdit: () => generations.edited(), log });
  return {
    name: generations.name,
    ended: generations.ended,
    isReady: generations.firstReady(),
    settled: async () => {
      await watch.seen();
      await generations.work;
    },
    stop: async () => {
      watch.close();
      await generations.stop();
    },
  };
}

/** The functions that run, and those that take their place. */
class Generations {
  /** What edits have asked for until now. */
  work: Promise<void> = Promise.resolve();
  readonly name: string;
  readonly #options: LiveFunctionsStart;
  readonly #over = Promise.withResolvers<Ended>();
  #child: Child;
  #isStopped = false;
  /** The functions of an edit do not answer yet. */
  #isReplaced = false;

  constructor(options: LiveFunctionsStart) {
    this.#options = options;
    this.#child = options.start();
    this.name = this.#child.name;
    this.#follow(this.#child);
  }

  get ended(): Promise<Ended> {
    return this.#over.promise;
  }

  /** Once the first ones answer, or those of an edit that has come before. */
  async firstReady(): Promise<void> {
    const first = this.#child;
    try {
      await untilHealthy(this.#options.origin, first);
    } catch (fault) {
      await this.work;
      if (this.#child === first || this.#isReplaced) throw fault;
    }
  }

  edited(): void {
    const refuse = ({ message }: Error) => {
      if (!this.#isStopped) this.#options.log(`${message}\nEdit again.`);
    };
    this.work = this.work.then(() => (this.#isStopped ? undefined : this.#renew().catch(refuse)));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#child.stop();
  }

  async #renew(): Promise<void> {
    const { log, build, start, origin } = this.#options;
    log('Functions have changed: building …');
    await build();
    this.#isReplaced = true;
    await this.#child.stop();
    if (this.#isStopped) return;
    const child = start();
    this.#child = child;
    await untilHealthy(origin, child);
    this.#isReplaced = false;
    this.#follow(child);
    log('The edited functions are live.');
  }

  #follow(started: Child): void {
    void started.ended.then((end) => {
      if (this.#child === started && !this.#isReplaced) this.#over.resolve(end);
    });
  }
}
