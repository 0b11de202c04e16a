import type { Timing } from '../../shared/deadline.ts';

/** A clock that a test moves on. */
export interface ManualTiming extends Timing {
  /** Moves on, and does what was to be done by then, in its order. */
  advance(ms: number): void;
  /** How many acts are still to come. */
  pending(): number;
}

/** Starts at 0 and stands still until it is moved. */
export function manualTiming(): ManualTiming {
  let time = 0;
  let acts: { readonly at: number; readonly act: () => void }[] = [];
  return {
    now: () => time,
    after(ms, act) {
      const planned = { at: time + ms, act };
      acts.push(planned);
      return () => {
        acts = acts.filter((other) => other !== planned);
      };
    },
    advance(ms) {
      time += ms;
      const due = acts.filter(({ at }) => at <= time).sort((one, other) => one.at - other.at);
      acts = acts.filter(({ at }) => at > time);
      for (const { act } of due) act();
    },
    pending: () => acts.length,
  };
}
