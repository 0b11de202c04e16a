import { killChildren } from './child-process.ts';

/** Settles at the first Ctrl-C or SIGTERM; a second one ends at once, and leaves nobody behind. */
export function interruption(): Promise<undefined> {
  const { promise, resolve: settle } = Promise.withResolvers<undefined>();
  let isInterrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isInterrupted) {
        killChildren();
        process.exit(130);
      }
      isInterrupted = true;
      settle(undefined);
    });
  }
  return promise;
}
