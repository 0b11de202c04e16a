/** Whole minutes, rounded up and at least one: "in 0 minutes" is no advice. */
export function minutesUntil(end: Date, now: Date): number {
  return Math.max(1, Math.ceil((end.getTime() - now.getTime()) / 60_000));
}
