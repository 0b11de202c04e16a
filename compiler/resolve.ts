import type { Diagnostic } from './diagnostic.ts';
import { type IncludeResolution, resolveIncludes } from './include.ts';
import { hasWholeChain } from './journey-steps.ts';
import { type MergedPolicy, mergePolicy, nothingMerged } from './merge.ts';
import type { EffectivePolicy } from './model.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import { chainOf, type PolicySet } from './policy-set.ts';
import { unknownReferences } from './references.ts';

/** Leaves share their bases, so each file of a set is merged once. */
const mergedBySet = new WeakMap<PolicySet, Map<TrustFrameworkPolicy, MergedPolicy>>();

/** Relying parties mostly add no technical profile, so their includes are those of their base. */
const includesByProfiles = new WeakMap<object, IncludeResolution>();

/**
 * One relying party's policy as B2C sees it: its chain merged file by file, then every include
 * resolved. Diagnostics are those of the whole chain, so leaves of one base repeat them.
 * @see facts policy-language 2
 */
export function resolvePolicy(
  set: PolicySet,
  leaf: TrustFrameworkPolicy,
): { policy: EffectivePolicy; diagnostics: readonly Diagnostic[] } {
  const chain = chainOf(set, leaf);
  const { diagnostics, ...merged } = mergeChain(set, chain);
  const includes = includesOf(merged.technicalProfiles);
  const { technicalProfiles } = includes;
  return {
    policy: { ...merged, technicalProfiles, policyId: leaf.policyId, chain },
    diagnostics: [
      ...diagnostics,
      ...includes.diagnostics,
      ...unknownReferences({ ...merged, diagnostics }),
    ],
  };
}

/** A set, its policies resolved, and what reading and resolving them found. */
export interface ResolvedSet {
  readonly set: PolicySet;
  /** The effective policy of every leaf. */
  readonly policies: readonly EffectivePolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What is worth telling of a resolved policy: where a base policy is missing, so is what it declares,
 * and that references lead nowhere is no news then.
 */
export function worthTelling(
  policy: EffectivePolicy,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (hasWholeChain(policy)) return diagnostics;
  return diagnostics.filter(({ rule }) => !rule.startsWith('ref-unknown-'));
}

/** Resolves every leaf of a set. */
export function resolveSet(set: PolicySet): ResolvedSet {
  const resolved = set.leaves.map((leaf) => resolvePolicy(set, leaf));
  const policies = resolved.map(({ policy }) => policy);
  const diagnostics = resolved.flatMap((each) => worthTelling(each.policy, each.diagnostics));
  return { set, policies, diagnostics: [...set.diagnostics, ...diagnostics] };
}

function mergeChain(set: PolicySet, chain: readonly TrustFrameworkPolicy[]): MergedPolicy {
  const known = mergedBySet.get(set) ?? new Map<TrustFrameworkPolicy, MergedPolicy>();
  mergedBySet.set(set, known);
  let merged = nothingMerged;
  for (const policy of chain) {
    merged = known.get(policy) ?? mergePolicy(policy, merged);
    known.set(policy, merged);
  }
  return merged;
}

function includesOf(profiles: MergedPolicy['technicalProfiles']): IncludeResolution {
  const known = includesByProfiles.get(profiles) ?? resolveIncludes(profiles);
  includesByProfiles.set(profiles, known);
  return known;
}
