import { createColors } from 'picocolors';
import { printable, stdout } from './flatten-rows.ts';
import type { PolicyOutcome } from './policies-apply.ts';

const stderr = createColors(process.stderr.isTTY === true && !process.env['NO_COLOR']);

const states = {
  done: 'done',
  refused: 'refused',
  unknown: 'unknown',
  untouched: 'not done',
} as const;

/** One line on what became of a policy; what B2C says of it below, in its own lines. */
export function printOutcome({ policy, state, reason }: PolicyOutcome): void {
  const { policyId, action, local } = policy;
  const name = `${policyId}${local ? `  ${local.file}` : ''}`;
  if (state === 'done') {
    console.log(`${stdout.green(action === 'delete' ? 'deleted ' : 'uploaded')}  ${name}`);
    return;
  }
  const lines = (reason ?? '').split(/\r?\n/).map(printable);
  console.error(`${stderr.red(states[state].padEnd('uploaded'.length))}  ${name}`);
  for (const line of lines) if (line !== '') console.error(`          ${line}`);
}

/** What the tenant has of the plan now, in one sentence for each state. Nothing where all is done. */
export function remainderText(outcomes: readonly PolicyOutcome[]): string | undefined {
  const by = Map.groupBy(outcomes, ({ state }) => state);
  const names = (state: PolicyOutcome['state']) =>
    (by.get(state) ?? []).map(({ policy }) => policy.policyId).join(', ');
  const open = [...(by.get('refused') ?? []), ...(by.get('untouched') ?? [])];
  if (open.length + (by.get('unknown')?.length ?? 0) === 0) return undefined;
  const openNames = open.map(({ policy }) => policy.policyId).join(', ');
  return [
    `Done: ${names('done') || 'nothing'}.`,
    ...(open.length > 0 ? [`Not done: ${openNames}.`] : []),
    ...(by.has('unknown')
      ? [`Not known: ${names('unknown')}; "countersign policies plan" tells.`]
      : []),
    'It is safe to run the same command again.',
  ].join('\n');
}
