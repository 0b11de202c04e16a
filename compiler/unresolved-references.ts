import { DescendantDeclarations, declaredId, declaredIds } from './declarations.ts';
import { Suggestions } from './did-you-mean.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import { type PolicyReference, type ReferenceKind, referencesOf } from './policy-references.ts';
import { chainOf, type PolicySet } from './policy-set.ts';
import type { Rule } from './rule.ts';

/** A reference that the chain of its file does not resolve. */
export interface UnresolvedReference extends PolicyReference {
  readonly chain: readonly TrustFrameworkPolicy[];
  /** A policy based on this one that declares it. */
  readonly declaredBy?: TrustFrameworkPolicy;
}

const unresolvedBySet = new WeakMap<PolicySet, readonly UnresolvedReference[]>();

/** References of every file whose chain is complete: where a base is missing, so may be anything. */
export function unresolvedReferences(set: PolicySet): readonly UnresolvedReference[] {
  const known = unresolvedBySet.get(set);
  if (known) return known;
  const descendants = new DescendantDeclarations(set);
  const unresolved: UnresolvedReference[] = [];
  for (const policy of set.policies) {
    const chain = chainOf(set, policy);
    if (chain[0]?.basePolicy) continue;
    for (const reference of referencesOf(policy)) {
      if (declaredId(chain, reference.kind, reference.id) !== undefined) continue;
      const declaredBy = descendants.find(policy, reference.kind, reference.id);
      unresolved.push({ ...reference, chain, ...(declaredBy && { declaredBy }) });
    }
  }
  unresolvedBySet.set(set, unresolved);
  return unresolved;
}

/** Reports references of one kind that nobody declares, but for those that reading reports. */
export function reportUnknown(kind: ReferenceKind): NonNullable<Rule['checkSet']> {
  return ({ set }, report) => {
    const suggestions = new Suggestions();
    for (const reference of unresolvedReferences(set)) {
      if (reference.kind !== kind || reference.isRead || reference.declaredBy) continue;
      const { id, chain, element } = reference;
      const hint = suggestions.for(id, () => declaredIds(chain, kind));
      report(element, `Unknown ${kind} "${id}".${hint}`);
    }
  };
}
