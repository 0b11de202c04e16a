/** Lets a limited number of calls run at once, and a limited number wait. */
export interface Throttle {
  /** Runs `work` when its turn comes; undefined where too many are running or waiting already. */
  run<Result>(work: () => Promise<Result>): Promise<Result> | undefined;
}

/** The limits of host.json; undefined for none. */
export interface ThrottleLimits {
  readonly maxOutstandingRequests: number | undefined;
  readonly maxConcurrentRequests: number | undefined;
}

/** @see facts runtime 1, "maxOutstandingRequests" */
export function createThrottle(limits: ThrottleLimits): Throttle {
  const { maxOutstandingRequests = Infinity, maxConcurrentRequests = Infinity } = limits;
  const waiting: (() => void)[] = [];
  let running = 0;

  const runInTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running < maxConcurrentRequests) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Who waits inherits the turn, so that nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };

  return {
    run: (work) =>
      running + waiting.length >= maxOutstandingRequests ? undefined : runInTurn(work),
  };
}
