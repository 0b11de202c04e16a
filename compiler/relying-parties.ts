import type { Diagnostic } from './diagnostic.ts';
import type { GeneratedClaimType } from './generated-claim-type.ts';
import type { GeneratedProfile } from './generated-profile.ts';
import { finding } from './generating-rules.ts';
import { fold, IdMap } from './id-map.ts';
import type { EffectivePolicy } from './model.ts';

/** Something that one relying party sees. */
export interface Seen<Part> {
  readonly policy: EffectivePolicy;
  readonly part: Part;
}

/** What becomes of a disagreement. */
export interface AgreeOptions {
  /** The first declaration holds for all, as with sets of policies that have nothing to do with each other. */
  readonly takesFirst: boolean;
  readonly diagnostics: Diagnostic[];
}

/**
 * What all relying parties agree on, by id, as the first one declares it. They may differ in what no
 * generated code depends on (positions, display names); anything else is a diagnostic.
 */
export function agreeOn<Part extends GeneratedProfile | GeneratedClaimType>(
  seen: readonly Seen<Part>[],
  { takesFirst, diagnostics }: AgreeOptions,
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
    if (differences.length === 0) continue;
    const message = disagreement(first, one, differences);
    const end = takesFirst ? ` That of ${nameBeside(first, one)} is generated.` : '';
    diagnostics.push(finding('relying-parties-disagree', one.part.position, message + end));
  }
  return agreed;
}

function disagreement(
  first: Seen<{ id: string }>,
  second: Seen<{ id: string }>,
  differences: readonly string[],
): string {
  const names = `${nameBeside(first, second)} and ${nameBeside(second, first)}`;
  return `${names} disagree on "${second.part.id}": ${differences.join('; ')}.`;
}

/** The relying party, with its file where both are called alike. */
function nameBeside({ policy }: Seen<unknown>, other: Seen<unknown>): string {
  const name = `"${policy.policyId}"`;
  if (fold(policy.policyId) !== fold(other.policy.policyId)) return name;
  return `${name} in "${policy.chain.at(-1)?.position.file ?? ''}"`;
}

const shownDifferences = 3;

/** `sendClaimsIn is "Body" and "Form"`, at most a few of them. */
function compare(first: object, second: object): string[] {
  if (JSON.stringify(first) === JSON.stringify(second)) return [];
  const [one, other] = [leaves(first), leaves(second)];
  const paths = new Set([...one.keys(), ...other.keys()]);
  const different = [...paths].filter((path) => one.get(path) !== other.get(path));
  const sides = [one, other].map((found) => ({ found, members: membersOf(found) }));
  const said = [...new Set(different.map((path) => difference(path, sides)))];
  const rest = said.length - shownDifferences;
  return rest > 0 ? [...said.slice(0, shownDifferences), `and ${rest} more`] : said;
}

interface Side {
  readonly found: ReadonlyMap<string, string>;
  /** `input[email]`: what some path leads through. */
  readonly members: ReadonlySet<string>;
}

function membersOf(found: ReadonlyMap<string, string>): Set<string> {
  return new Set([...found.keys()].flatMap((path) => memberOf(path) ?? []));
}

function memberOf(path: string): string | undefined {
  return /^[^[]+\[.*?\](?=\.)/.exec(path)?.[0];
}

/** A claim or group that is missing altogether is one difference. */
function difference(path: string, sides: readonly Side[]): string {
  const member = memberOf(path);
  if (member !== undefined) {
    const [inOne, inOther] = sides.map(({ members }) => members.has(member));
    if (!inOne || !inOther) return `${member} is ${presence(inOne)} and ${presence(inOther)}`;
  }
  const [one, other] = sides.map(({ found }) => found.get(path) ?? 'absent');
  return `${path} is ${one} and ${other}`;
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
