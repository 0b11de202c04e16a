import type { CallOutcome } from '../caller/outcome.ts';
import type { Bag, Club, Journey } from '../test/support/club.ts';

/**
 * What many callers at a time do to one scenario, and how its effects are counted afterwards.
 * `bench/scenarios/<scenario>.ts` exports one as `load`; see bench/scenarios/README.md.
 */
export interface ScenarioLoad {
  /** What one caller does in a turn, in one sentence: the row of bench/results.md. */
  readonly what: string;
  /** Codes of refusals that belong to it; any other answer without claims is an error. */
  readonly refusals?: readonly string[];
  /**
   * Begins a run: what is to be in storage first, and what the turns remember. The scenario's data
   * modules work on the storage of the functions.
   */
  begin(club: Club): LoadRun | Promise<LoadRun>;
}

/** One run of a load. What turns remember of what was acknowledged lies in its closure. */
export interface LoadRun {
  /**
   * What one caller does, over and over until the time is over; all callers are at it at once, in this
   * process, so turns share what the closure holds. Let several callers meet at one entity, and make
   * two deliveries of one request (the same `correlationId`) part of it: these are what goes wrong.
   */
  turn(caller: LoadCaller): Promise<void>;
  /** Looks at storage, or asks the functions, when all turns have ended. */
  count(): Promise<EffectCount>;
}

/** One of the callers. */
export interface LoadCaller {
  /** From 0. */
  readonly number: number;
  /** Calls a RESTful technical profile as B2C does; takes the time, and notes what is an error. */
  call(profileId: string, claims: Bag, journey?: Journey): Promise<CallOutcome>;
}

/** What became of the effects that callers asked for. */
export interface EffectCount {
  /** That callers were told of. */
  readonly acknowledged: number;
  /** Acknowledged, and not there afterwards. */
  readonly lost: number;
  /**
   * There more often than it was asked for, or for more callers than may have it. A call past its deadline
   * may have had its effect although nobody was told: that is not double.
   */
  readonly doubled: number;
}
