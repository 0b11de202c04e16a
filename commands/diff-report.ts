import type { Json, PolicyChange } from '../compiler/policy-diff.ts';
import type { PolicyDiff } from './diff-policies.ts';
import { printable, stdout, wrap } from './flatten-rows.ts';

/** Differences for people. What changed in a base that several policies share is said once. */
export function diffText(policies: readonly PolicyDiff[]): string {
  const lines = policies.flatMap(({ policyId, status }) => {
    if (status === 'added') return [stdout.green(`+ policy ${policyId}`)];
    return status === 'removed' ? [stdout.red(`- policy ${policyId}`)] : [];
  });
  for (const [names, changes] of shared(policies)) {
    lines.push(...wrap(names, 100).map((line) => stdout.bold(line)), ...parts(changes));
  }
  const same = policies.filter(({ status }) => status === 'same').length;
  if (same === policies.length) return 'No difference.';
  return [...lines, ...(same > 0 ? [stdout.dim(`${same} without a difference`)] : [])].join('\n');
}

/** Changes by the policies that all have them. */
function shared(policies: readonly PolicyDiff[]): Map<string, PolicyChange[]> {
  const owners = new Map<string, { change: PolicyChange; names: string[] }>();
  for (const { policyId, changes } of policies) {
    for (const change of changes) {
      const key = JSON.stringify(change);
      const entry = owners.get(key) ?? { change, names: [] };
      entry.names.push(policyId);
      owners.set(key, entry);
    }
  }
  const groups = new Map<string, PolicyChange[]>();
  for (const { change, names } of owners.values()) {
    const key = names.join(', ');
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return groups;
}

function parts(changes: readonly PolicyChange[]): string[] {
  const lines: string[] = [];
  let last = '';
  for (const change of changes) {
    const { part, id, path } = change;
    const name = `${part[0]?.toUpperCase()}${part.slice(1)} ${id}`.trim();
    if (path.length === 0) {
      lines.push(`  ${paint(change, `${sign(change)} ${printable(name)}`)}`);
      continue;
    }
    if (name !== last) lines.push(`  ${printable(name)}`);
    last = name;
    lines.push(...changeLines(change));
  }
  return lines;
}

/** A whole claim or step is only named; of a single value one sees what it was and is. */
function changeLines(change: PolicyChange): string[] {
  const { path, before, after } = change;
  const place = printable(path.join(' › '));
  const values = [before, after].filter(
    (value) => value !== undefined && isShown(value) && value !== path.at(-1),
  );
  const shown = values.map((value) => printable(valueText(value ?? null))).join(' → ');
  const whole = `${sign(change)} ${place}${shown === '' || place === '' ? '' : '  '}${shown}`;
  const lines = whole.length <= 96 ? [whole] : [`${sign(change)} ${place}`, ...below(shown)];
  return lines.map((line) => `    ${paint(change, line)}`);
}

function below(shown: string): string[] {
  return wrap(shown, 90).map((line) => `    ${line}`);
}

function isShown(value: Json): boolean {
  return typeof value !== 'object' || value === null || Array.isArray(value);
}

function valueText(value: Json): string {
  return Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value);
}

function sign({ kind }: PolicyChange): string {
  if (kind === 'changed') return '~';
  return kind === 'added' ? '+' : '-';
}

function paint({ kind }: PolicyChange, text: string): string {
  if (kind === 'changed') return stdout.yellow(text);
  return kind === 'added' ? stdout.green(text) : stdout.red(text);
}
