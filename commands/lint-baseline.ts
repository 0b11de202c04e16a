import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { UsageError } from './usage.ts';

/** What a baseline leaves of the findings, and what is to be said of it. */
export interface BaselineUse {
  readonly left: readonly Diagnostic[];
  readonly accepted: number;
  readonly note?: string;
}

/** Findings are known by what they say, not by their line: that changes with every edit above it. */
const baselineFile = z.object({
  findings: z.array(z.object({ rule: z.string(), file: z.string(), message: z.string() })),
});

type Entry = z.output<typeof baselineFile>['findings'][number];

/** Accepts what the file lists, each entry once; writes the file where it does not exist. */
export function useBaseline(
  path: string | undefined,
  diagnostics: readonly Diagnostic[],
): BaselineUse | { readonly misuse: string } {
  if (path === undefined) return { left: diagnostics, accepted: 0 };
  if (!existsSync(dirname(path))) {
    return { misuse: `There is no folder "${dirname(path)}" for the baseline.` };
  }
  if (!existsSync(path)) return writeBaseline(path, diagnostics);
  const entries = readBaseline(path);
  if (!entries)
    return {
      misuse: `"${path}" is no baseline: name another file, or remove it to write a new one.`,
    };
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  const left = diagnostics.filter((diagnostic) => {
    const key = keyOf(entryOf(diagnostic));
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
  const accepted = diagnostics.length - left.length;
  const gone = entries.length - accepted;
  const note = `${gone} of ${entries.length} findings of "${path}" are gone; remove the file to write it anew.`;
  return { left, accepted, ...(gone > 0 ? { note } : {}) };
}

/**
 * Accepts what the file lists.
 * @throws UsageError where there is no such baseline
 */
export function useExistingBaseline(
  path: string | undefined,
  diagnostics: readonly Diagnostic[],
): BaselineUse {
  if (path !== undefined && !existsSync(path)) {
    throw new UsageError(`There is no baseline "${path}"; countersign lint writes one.`);
  }
  const use = useBaseline(path, diagnostics);
  if ('misuse' in use) throw new UsageError(use.misuse);
  return use;
}

function writeBaseline(path: string, diagnostics: readonly Diagnostic[]): BaselineUse {
  const findings = diagnostics.map(entryOf);
  writeFileSync(path, `${JSON.stringify({ findings }, undefined, 2)}\n`);
  const note = `Wrote "${path}" with ${findings.length} findings: from now on only new ones count.`;
  return { left: [], accepted: findings.length, note };
}

function readBaseline(path: string): readonly Entry[] | undefined {
  try {
    return baselineFile.parse(JSON.parse(readFileSync(path, 'utf8'))).findings;
  } catch {
    return undefined;
  }
}

function entryOf({ rule, position, message }: Diagnostic): Entry {
  return { rule, file: position.file, message };
}

/** Messages name other lines too, and these move as well. */
function keyOf({ rule, file, message }: Entry): string {
  const unplaced = message.replaceAll(/\bline \d+/g, 'line').replaceAll(/(\.xml):\d+/gi, '$1');
  return JSON.stringify([rule, file, unplaced]);
}
