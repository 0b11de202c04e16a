import { IdMap } from './id-map.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import { type ReferenceKind, referenceKey } from './policy-references.ts';
import { chainOf, type PolicySet } from './policy-set.ts';
import type { PolicyElement } from './source.ts';

type Declared = PolicyElement & { readonly id?: string };

/** What a file declares, by kind and Id. */
type Declarations = Readonly<Record<ReferenceKind, IdMap<Declared>>>;

const declarationsByFile = new WeakMap<TrustFrameworkPolicy, Declarations>();

/** Everything that others may refer to, as this one file declares it. */
function declarationsOf(policy: TrustFrameworkPolicy): Declarations {
  const known = declarationsByFile.get(policy);
  if (known) return known;
  const blocks = policy.buildingBlocks;
  const declarations = {
    'claim type': byId(blocks.claimTypes),
    'technical profile': byId(policy.technicalProfiles),
    'claims transformation': byId(blocks.claimsTransformations),
    'content definition': byId(blocks.contentDefinitions),
    'user journey': byId(policy.userJourneys),
    'sub journey': byId(policy.subJourneys),
    predicate: byId(blocks.predicates),
    'predicate validation': byId(blocks.predicateValidations),
    'display control': byId(blocks.displayControls),
    'localized resource': byId(blocks.localization?.localizedResources ?? []),
    'client definition': byId(blocks.clientDefinitions),
  };
  declarationsByFile.set(policy, declarations);
  return declarations;
}

function byId(parts: readonly Declared[]): IdMap<Declared> {
  return new IdMap(parts.flatMap((part) => (part.id === undefined ? [] : [[part.id, part]])));
}

/** The Id as the file or the nearest base that knows it declares it. */
export function declaredId(
  chain: readonly TrustFrameworkPolicy[],
  kind: ReferenceKind,
  id: string,
): string | undefined {
  for (let index = chain.length - 1; index >= 0; index -= 1) {
    const policy = chain[index];
    const found = policy && declarationsOf(policy)[kind].get(id);
    if (found) return found.id;
  }
  return undefined;
}

/** All Ids of a kind that a chain declares. */
export function declaredIds(chain: readonly TrustFrameworkPolicy[], kind: ReferenceKind): string[] {
  return [...new Set(chain.flatMap((policy) => declarationsOf(policy)[kind].keys()))];
}

/** Finds the policies below another that declare something. */
export class DescendantDeclarations {
  readonly #set: PolicySet;
  readonly #files = new Map<string, TrustFrameworkPolicy[]>();

  constructor(set: PolicySet) {
    this.#set = set;
    for (const policy of set.policies) {
      for (const [kind, declared] of Object.entries(declarationsOf(policy))) {
        for (const id of declared.keys()) this.#add(referenceKey({ kind, id }), policy);
      }
    }
  }

  /** The first of them that inherits from the policy. */
  find(
    ancestor: TrustFrameworkPolicy,
    kind: ReferenceKind,
    id: string,
  ): TrustFrameworkPolicy | undefined {
    const candidates = this.#files.get(referenceKey({ kind, id })) ?? [];
    return candidates.find((policy) => chainOf(this.#set, policy).includes(ancestor));
  }

  #add(key: string, policy: TrustFrameworkPolicy): void {
    const files = this.#files.get(key);
    if (files) files.push(policy);
    else this.#files.set(key, [policy]);
  }
}
