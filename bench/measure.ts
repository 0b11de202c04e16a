/** One row of the results: how long ours takes as a multiple of a named baseline, measured in one run. */
export interface Ratio {
  readonly name: string;
  readonly baseline: string;
  readonly unit: string;
  readonly ours: number;
  readonly theirs: number;
  /** ours / theirs, of the medians. */
  readonly ratio: number;
  /** Half the distance between the 25th and 75th percentile of the pairs' ratios. */
  readonly spread: number;
  /** The ratio that must not be passed; undefined where the row only informs. */
  readonly limit: number | undefined;
  readonly rounds: number;
}

/** What is compared: each function runs once a round and gives its own time in `unit`. */
export interface Comparison {
  readonly name: string;
  readonly baseline: string;
  readonly unit: string;
  readonly limit: number | undefined;
  readonly rounds: number;
  readonly warmUps: number;
  readonly ours: () => Promise<number>;
  readonly theirs: () => Promise<number>;
}

/** Runs both by turns, in changing order, so that a slow minute of the machine hits both. */
export async function compare(comparison: Comparison): Promise<Ratio> {
  const { name, baseline, unit, limit, rounds, warmUps, ours, theirs } = comparison;
  const pairs: { ours: number; theirs: number }[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const first = await (isOursFirst ? ours : theirs)();
    const second = await (isOursFirst ? theirs : ours)();
    if (round < 0) continue;
    pairs.push(isOursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  const medianOurs = quantile(
    pairs.map((pair) => pair.ours),
    0.5,
  );
  const medianTheirs = quantile(
    pairs.map((pair) => pair.theirs),
    0.5,
  );
  const ratios = pairs.map((pair) => pair.ours / pair.theirs);
  return {
    name,
    baseline,
    unit,
    ours: medianOurs,
    theirs: medianTheirs,
    ratio: medianOurs / medianTheirs,
    spread: (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / 2,
    limit,
    rounds,
  };
}

/** The value below which `share` of the values lie; the middle one for 0.5. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
