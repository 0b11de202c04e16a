import { relative, sep } from 'node:path';
import type { Diagnostic } from './diagnostic.ts';
import { Suggestions } from './did-you-mean.ts';
import { fold, IdMap } from './id-map.ts';
import type { BasePolicy, TrustFrameworkPolicy } from './model-policy.ts';
import type { PlacedPolicy } from './policy-set.ts';
import { fault } from './reading-rules.ts';
import type { Position } from './source.ts';

/** @see facts policy-language 1.3 */
const MAX_LEVELS = 10;

type Bases = Map<TrustFrameworkPolicy, TrustFrameworkPolicy>;

/** Finds the base of every policy. `brokenIds` are policies that exist but could not be read. */
export function linkBasePolicies(
  placed: readonly PlacedPolicy[],
  brokenIds: readonly string[],
): { bases: Bases; diagnostics: Diagnostic[] } {
  const index = new PolicyIndex(placed);
  const broken = new Set(brokenIds.map(fold));
  const diagnostics = index.duplicates();
  const bases: Bases = new Map();
  for (const child of placed) {
    const { basePolicy } = child.policy;
    if (!basePolicy) continue;
    const { base, ambiguity } = index.baseOf(child, basePolicy);
    if (base) bases.set(child.policy, base);
    else if (!broken.has(fold(basePolicy.policyId))) diagnostics.push(index.missing(basePolicy));
    if (ambiguity) diagnostics.push(ambiguity);
  }
  for (const fault of cutCycles(placed, bases)) diagnostics.push(fault);
  for (const fault of tooDeep(placed, bases)) diagnostics.push(fault);
  return { bases, diagnostics };
}

class PolicyIndex {
  readonly #byId = new IdMap<PlacedPolicy[]>();
  readonly #byDirectory = new Map<string, IdMap<PlacedPolicy[]>>();
  readonly #suggestions = new Suggestions();

  constructor(placed: readonly PlacedPolicy[]) {
    for (const each of placed) {
      const { directory } = each.file;
      const beside = this.#byDirectory.get(directory) ?? new IdMap<PlacedPolicy[]>();
      this.#byDirectory.set(directory, beside);
      for (const index of [this.#byId, beside]) {
        const same = index.get(each.policy.policyId);
        if (same) same.push(each);
        else index.set(each.policy.policyId, [each]);
      }
    }
  }

  /** Beside the child first, then the nearest; of equally near ones, in the folder given first. */
  baseOf(
    child: PlacedPolicy,
    { policyId, position }: BasePolicy,
  ): { base?: TrustFrameworkPolicy; ambiguity?: Diagnostic } {
    const beside = this.#byDirectory.get(child.file.directory)?.get(policyId)?.[0];
    if (beside) return { base: beside.policy };
    const [first, second] = (this.#byId.get(policyId) ?? [])
      .map((candidate) => ({ candidate, rank: rank(child, candidate) }))
      .sort((a, b) => a.rank.distance - b.rank.distance || a.rank.folder - b.rank.folder);
    if (!first) return {};
    const base = first.candidate.policy;
    if (!second || !isSameRank(first.rank, second.rank)) return { base };
    return { base, ambiguity: ambiguous(position, base, second.candidate.policy) };
  }

  missing({ policyId, position }: BasePolicy): Diagnostic {
    const message = `There is no policy "${policyId}".${this.#suggestions.for(policyId, () => this.#byId.keys())}`;
    return fault('chain-missing-base', position, message);
  }

  duplicates(): Diagnostic[] {
    const lists = [...this.#byDirectory.values()].flatMap((beside) => beside.values());
    return lists.flatMap(([first, ...others]) =>
      others.map(({ policy }) => duplicate(policy, first?.policy.position ?? policy.position)),
    );
  }
}

interface Rank {
  readonly distance: number;
  readonly folder: number;
}

/** How many steps up and down lead from one directory to the other. */
function rank(child: PlacedPolicy, candidate: PlacedPolicy): Rank {
  const path = relative(child.file.directory, candidate.file.directory);
  return { distance: path.split(sep).length, folder: candidate.file.folder };
}

function isSameRank(a: Rank, b: Rank): boolean {
  return a.distance === b.distance && a.folder === b.folder;
}

function ambiguous(
  position: Position,
  base: TrustFrameworkPolicy,
  other: TrustFrameworkPolicy,
): Diagnostic {
  const files = `"${base.position.file}" and "${other.position.file}"`;
  const message = `The base policy "${base.policyId}" is equally near in ${files}; the first is taken.`;
  return fault('chain-ambiguous-base', position, message);
}

function duplicate(policy: TrustFrameworkPolicy, first: Position): Diagnostic {
  const message = `The policy "${policy.policyId}" is in "${first.file}" too.`;
  return fault('chain-duplicate-policy-id', policy.position, message);
}

/** Follows each chain once; the link that comes back to its own chain is reported and removed. */
function cutCycles(placed: readonly PlacedPolicy[], bases: Bases): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const finished = new Set<TrustFrameworkPolicy>();
  for (const { policy: start } of placed) {
    const chain = new Set<TrustFrameworkPolicy>();
    let policy: TrustFrameworkPolicy | undefined = start;
    while (policy && !finished.has(policy)) {
      chain.add(policy);
      const base: TrustFrameworkPolicy | undefined = bases.get(policy);
      if (base && chain.has(base)) {
        diagnostics.push(cycle(policy, base, chain));
        bases.delete(policy);
      }
      policy = bases.get(policy);
    }
    for (const each of chain) finished.add(each);
  }
  return diagnostics;
}

function cycle(
  policy: TrustFrameworkPolicy,
  base: TrustFrameworkPolicy,
  chain: ReadonlySet<TrustFrameworkPolicy>,
): Diagnostic {
  const members = [...chain];
  const round = [...members.slice(members.indexOf(base)), base];
  const names = round.map(({ policyId }) => `"${policyId}"`).join(' → ');
  const position = policy.basePolicy?.position ?? policy.position;
  return fault('chain-cycle', position, `The base policies form a circle: ${names}.`);
}

/** Reported once, at the policy that is one level too deep. */
function tooDeep(placed: readonly PlacedPolicy[], bases: Bases): Diagnostic[] {
  const levels = new Map<TrustFrameworkPolicy, number>();
  for (const { policy } of placed) countLevels(policy, bases, levels);
  return [...levels]
    .filter(([, level]) => level === MAX_LEVELS + 1)
    .map(([policy]) => {
      const message = `"${policy.policyId}" is level ${MAX_LEVELS + 1} of its chain.`;
      return fault('chain-too-deep', policy.basePolicy?.position ?? policy.position, message);
    });
}

/** The root base policy is level 1. */
function countLevels(
  leaf: TrustFrameworkPolicy,
  bases: Bases,
  levels: Map<TrustFrameworkPolicy, number>,
): void {
  const uncounted: TrustFrameworkPolicy[] = [];
  let policy: TrustFrameworkPolicy | undefined = leaf;
  for (; policy && !levels.has(policy); policy = bases.get(policy)) uncounted.push(policy);
  let level = policy ? (levels.get(policy) ?? 0) : 0;
  for (const each of uncounted.reverse()) {
    level += 1;
    levels.set(each, level);
  }
}
