import type { Diagnostic } from './diagnostic.ts';
import type { GeneratedClaimType } from './generated-claim-type.ts';
import type { GeneratedProfile } from './generated-profile.ts';
import { finding } from './generating-rules.ts';
import { IdMap } from './id-map.ts';
import type { Position } from './source.ts';

/** Something that one relying party sees. */
export interface Seen<Part> {
  readonly policyId: string;
  readonly part: Part;
}

/**
 * What all relying parties agree on, by id, as the first one declares it. They may differ in what no
 * generated code depends on (positions, display names); anything else is a diagnostic.
 */
export function agreeOn<Part extends GeneratedProfile | GeneratedClaimType>(
  seen: readonly Seen<Part>[],
  diagnostics: Diagnostic[],
): IdMap<Part> {
  const firsts = new IdMap<Seen<Part>>();
  const agreed = new IdMap<Part>();
  for (const one of seen) {
    const first = firsts.get(one.part.id);
    if (first === undefined) {
      firsts.set(one.part.id, one);
      agreed.set(one.part.id, one.part);
      continue;
    }
    const differences = compare(first.part.contract, one.part.contract);
    if (differences.length > 0) diagnostics.push(disagreement(first, one, differences));
  }
  return agreed;
}

function disagreement(
  first: Seen<{ id: string }>,
  second: Seen<{ id: string; position: Position }>,
  differences: readonly string[],
): Diagnostic {
  const { id, position } = second.part;
  const message = `"${first.policyId}" and "${second.policyId}" disagree on "${id}": ${differences.join('; ')}.`;
  return finding('relying-parties-disagree', position, message);
}

const shownDifferences = 3;

/** `sendClaimsIn is "Body" and "Form"`, at most a few of them. */
function compare(first: object, second: object): string[] {
  if (JSON.stringify(first) === JSON.stringify(second)) return [];
  const [one, other] = [leaves(first), leaves(second)];
  const paths = new Set([...one.keys(), ...other.keys()]);
  const different = [...paths].filter((path) => one.get(path) !== other.get(path));
  const said = [...new Set(different.map((path) => difference(path, one, other)))];
  const rest = said.length - shownDifferences;
  return rest > 0 ? [...said.slice(0, shownDifferences), `and ${rest} more`] : said;
}

type Leaves = ReadonlyMap<string, string>;

/** A claim or group that is missing altogether is one difference. */
function difference(path: string, one: Leaves, other: Leaves): string {
  const [member] = /^[^[]+\[.*?\](?=\.)/.exec(path) ?? [];
  if (member !== undefined) {
    const [inOne, inOther] = [one, other].map((found) => hasBelow(found, member));
    if (!inOne || !inOther) return `${member} is ${presence(inOne)} and ${presence(inOther)}`;
  }
  return `${path} is ${one.get(path) ?? 'absent'} and ${other.get(path) ?? 'absent'}`;
}

function hasBelow(found: Leaves, member: string): boolean {
  return found.keys().some((path) => path.startsWith(`${member}.`));
}

function presence(isThere: boolean | undefined): string {
  return isThere ? 'there' : 'absent';
}

/** Each scalar of a contract by its path. */
function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) return found.set(path, JSON.stringify(value));
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const step = isList ? `[${nameOf(member) ?? key}]` : path === '' ? key : `.${key}`;
    leaves(member, path + step, found);
  }
  return found;
}

/** Members of a list are told apart by what names them: an added claim is one difference. */
function nameOf(member: unknown): string | undefined {
  if (typeof member !== 'object' || member === null) return undefined;
  if ('wireName' in member) return String(member.wireName);
  if ('group' in member) return String(member.group);
  return 'id' in member ? String(member.id) : undefined;
}
