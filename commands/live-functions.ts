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
  const { project, origin, start, log } = options;
  const over = Promise.withResolvers<Ended>();
  let child = start();
  let isStopped = false;
  let isReplaced = false;
  let work: Promise<void> = Promise.resolve();
  const follow = (started: Child) => {
    void started.ended.then((end) => {
      if (child === started && !isReplaced) over.resolve(end);
    });
  };
  const renew = async () => {
    log('Functions have changed: building …');
    await options.build();
    isReplaced = true;
    await child.stop();
    if (isStopped) return;
    child = start();
    await untilHealthy(origin, child);
    isReplaced = false;
    follow(child);
    log('The edited functions are live.');
  };
  const refuse = ({ message }: Error) => {
    if (!isStopped) log(`${message}\nEdit again.`);
  };
  const onEdit = () => {
    work = work.then(() => (isStopped ? undefined : renew().catch(refuse)));
  };
  follow(child);
  const watch = watchSources({ project, digest: options.digest, onEdit, log });
  return {
    ...{ name: child.name, ended: over.promise },
    isReady: untilHealthy(origin, child),
    settled: async () => {
      await watch.seen();
      await work;
    },
    stop: async () => {
      isStopped = true;
      watch.close();
      await child.stop();
    },
  };
}
