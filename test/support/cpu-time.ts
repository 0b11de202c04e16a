/** Milliseconds of the processor's time that work takes: those of a busy machine's other work are not in it. */
export async function cpuTime(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return Math.round((user + system) / 1_000);
}
