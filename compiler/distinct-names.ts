import type { Diagnostic } from './diagnostic.ts';
import { finding } from './generating-rules.ts';
import { fold } from './id-map.ts';
import type { Position } from './source.ts';

interface Part {
  readonly id: string;
  readonly name: string;
  readonly position: Position;
}

/**
 * Where two ids make one constant, the one that is spelled so keeps it, else the first by its id; the
 * others get a number: `given_name` and `givenName` are `givenName2` and `givenName`.
 */
export function withDistinctNames<Named extends Part>(
  parts: readonly Named[],
  diagnostics: Diagnostic[],
): Named[] {
  const names = distinct(parts, ({ name }) => name, '');
  return parts.map((part) => {
    const name = names.get(part) ?? part.name;
    if (name === part.name) return part;
    const message = `"${part.id}" is "${name}" in generated code: "${part.name}" stands for another id.`;
    diagnostics.push(finding('generated-name', part.position, message));
    return { ...part, name };
  });
}

/** The same for files; whoever gets another file mostly gets another name too, which tells it. */
export function withDistinctFiles<Filed extends Part & { readonly file: string }>(
  parts: readonly Filed[],
): Filed[] {
  const files = distinct(parts, ({ file }) => file, '-');
  return parts.map((part) => ({ ...part, file: files.get(part) ?? part.file }));
}

function distinct<Named extends Part>(
  parts: readonly Named[],
  nameOf: (part: Named) => string,
  separator: string,
): Map<Named, string> {
  const taken = new Set(parts.map(nameOf));
  const found = new Map<Named, string>();
  for (const [name, rivals] of Map.groupBy(parts, nameOf)) {
    const [first, ...others] = rivals.toSorted((one, other) => byClaim(name, one, other));
    if (first) found.set(first, name);
    for (const part of others) found.set(part, firstFree(name, taken, separator));
  }
  return found;
}

/** Takes and gives `name2`, `name3`, … whichever nobody has. */
export function firstFree(name: string, taken: Set<string>, separator: string): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}${separator}${number}`;
  taken.add(free);
  return free;
}

function byClaim(name: string, one: Part, other: Part): number {
  const [isOne, isOther] = [one.id === name, other.id === name];
  return Number(isOther) - Number(isOne) || byText(one.id, other.id);
}

/** By lower case first: the same order on every machine, whatever its language. */
export function byText(one: string, other: string): number {
  const [a, b] = [fold(one), fold(other)];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}
