import { fold } from '../compiler/id-map.ts';
import { comparePolicies, type PolicyChange } from '../compiler/policy-diff.ts';
import type { DiffFlags } from './diff.ts';
import { diffText } from './diff-report.ts';
import { readSide, type Side } from './diff-side.ts';
import { countSeverities, printDiagnostics } from './report.ts';
import { UsageError, unreadable } from './usage.ts';

/** What became of one policy. */
export interface PolicyDiff {
  readonly policyId: string;
  readonly status: 'added' | 'removed' | 'changed' | 'same';
  readonly changes: readonly PolicyChange[];
}

/**
 * Prints what differs. Returns the exit code: 0 for nothing, 1 for something or for files that cannot be read.
 * @throws UsageError where a side is not there
 */
export function runDiff(a: string, b: string, flags: DiffFlags): number {
  const before = readSide(a, flags);
  const after = readSide(b, flags);
  const policies = compareSides(before, after);
  const isSame = policies.every(({ status }) => status === 'same');
  if (flags.json) console.log(JSON.stringify({ a, b, same: isSame, policies }, undefined, 2));
  else console.log(diffText(policies));
  const unread = unreadable([...before.diagnostics, ...after.diagnostics]);
  printDiagnostics(unread);
  warn(a, before);
  warn(b, after);
  return isSame && unread.length === 0 ? 0 : 1;
}

/** Of what can be read but is wrong, only that it is there. */
function warn(name: string, { diagnostics }: Side): void {
  const { error } = countSeverities(diagnostics);
  const errors = error - unreadable(diagnostics).length;
  if (errors === 0) return;
  const counted = `${errors} error${errors === 1 ? '' : 's'}`;
  console.error(`"${name}" has ${counted}, so parts may be missing: see "countersign lint".`);
}

/** Two single policies are compared whatever they are called; others by their PolicyId. */
export function compareSides(before: Side, after: Side): PolicyDiff[] {
  const [[one], [other]] = [[...before.policies], [...after.policies]];
  if (one && other && !before.isFolder && !after.isFolder) {
    const changes = comparePolicies(one[1], other[1]);
    return [{ policyId: other[0], status: changes.length > 0 ? 'changed' : 'same', changes }];
  }
  const [olds, news] = [byId(before), byId(after)];
  const ids = new Set([...olds.keys(), ...news.keys()]);
  const wanted = before.isFolder && after.isFolder ? [...ids] : single(before, after);
  return wanted.map((id) => comparePair(olds.get(id), news.get(id)));
}

function byId({ policies }: Side) {
  return new Map([...policies].map(([name, policy]) => [fold(name), { name, policy }]));
}

type Entry = ReturnType<typeof byId> extends Map<string, infer Value> ? Value : never;

/** One policy and a folder: what the folder has under the same PolicyId. */
function single(before: Side, after: Side): string[] {
  const [alone, folder] = before.isFolder ? [after, before] : [before, after];
  const [name = ''] = alone.policies.keys();
  if (byId(folder).has(fold(name))) return [fold(name)];
  throw new UsageError(`The folder has no single policy "${name}" to compare with.`);
}

function comparePair(before: Entry | undefined, after: Entry | undefined): PolicyDiff {
  const policyId = after?.name ?? before?.name ?? '';
  if (!before) return { policyId, status: 'added', changes: [] };
  if (!after) return { policyId, status: 'removed', changes: [] };
  const changes = comparePolicies(before.policy, after.policy);
  return { policyId, status: changes.length > 0 ? 'changed' : 'same', changes };
}
