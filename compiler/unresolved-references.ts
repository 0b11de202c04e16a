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

/** A reference that is not spelled as what it names is declared. */
interface MisspelledReference extends PolicyReference {
  readonly declared: string;
}

interface JudgedReferences {
  readonly unresolved: readonly UnresolvedReference[];
  readonly misspelled: readonly MisspelledReference[];
}

const judgedBySet = new WeakMap<PolicySet, JudgedReferences>();

/** References of every file whose chain is complete: where a base is missing, so may be anything. */
export function unresolvedReferences(set: PolicySet): readonly UnresolvedReference[] {
  return judgeReferences(set).unresolved;
}

/** References that resolve only without regard to case. */
export function misspelledReferences(set: PolicySet): readonly MisspelledReference[] {
  return judgeReferences(set).misspelled;
}

function judgeReferences(set: PolicySet): JudgedReferences {
  const known = judgedBySet.get(set);
  if (known) return known;
  const judge = new Judge(set);
  for (const policy of set.policies) judge.look(policy);
  judgedBySet.set(set, judge);
  return judge;
}

class Judge implements JudgedReferences {
  readonly unresolved: UnresolvedReference[] = [];
  readonly misspelled: MisspelledReference[] = [];
  readonly #set: PolicySet;
  #descendants: DescendantDeclarations | undefined;

  constructor(set: PolicySet) {
    this.#set = set;
  }

  look(policy: TrustFrameworkPolicy): void {
    const chain = chainOf(this.#set, policy);
    const isWhole = chain[0]?.basePolicy === undefined;
    for (const reference of referencesOf(policy)) {
      const { kind, id } = reference;
      const declared = declaredId(chain, kind, id);
      if (declared === undefined && isWhole) this.#addUnresolved(policy, reference, chain);
      else if (declared !== undefined && declared !== id) {
        this.misspelled.push({ ...reference, declared });
      }
    }
  }

  #addUnresolved(
    policy: TrustFrameworkPolicy,
    reference: PolicyReference,
    chain: readonly TrustFrameworkPolicy[],
  ): void {
    this.#descendants ??= new DescendantDeclarations(this.#set);
    const declaredBy = this.#descendants.find(policy, reference.kind, reference.id);
    this.unresolved.push({ ...reference, chain, ...(declaredBy && { declaredBy }) });
  }
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
