import { Suggestions } from './did-you-mean.ts';
import { fold, IdMap } from './id-map.ts';
import { hasWholeChain, journeysOf } from './journey-steps.ts';
import type { EffectivePolicy } from './model.ts';
import type { LocalizedCollection, LocalizedString } from './model-content.ts';

/** A localized text whose claim type, control, predicate or exchange the policy does not have. */
export interface UnknownTarget {
  readonly text: LocalizedString | LocalizedCollection;
  /** What it is for: `ClaimType "e-mail"`. */
  readonly target: string;
  /** ` Did you mean "email"?`, or nothing where no name is near. */
  readonly suggestion: string;
}

const foundByPolicy = new WeakMap<EffectivePolicy, readonly UnknownTarget[]>();

/** Texts that belong to nothing. @see facts policy-language 8.2 */
export function unknownTargets(policy: EffectivePolicy): readonly UnknownTarget[] {
  if (!policy.localization || !hasWholeChain(policy)) return [];
  const found = foundByPolicy.get(policy) ?? findUnknown(policy);
  foundByPolicy.set(policy, found);
  return found;
}

function findUnknown(policy: EffectivePolicy): UnknownTarget[] {
  const targets = targetsOf(policy);
  const suggestions = new Suggestions(200);
  const suggested = new IdMap<string>();
  return (policy.localization?.localizedResources ?? [])
    .flatMap(({ localizedStrings, localizedCollections }) => [
      ...localizedStrings,
      ...localizedCollections,
    ])
    .flatMap((text) => {
      const { kind, id } = targetOf(text);
      const known = targets.get(kind);
      if (!known || id === undefined || id === '' || known.has(id)) return [];
      const target = `${kind} "${id}"`;
      const suggestion = suggested.get(target) ?? suggestions.for(id, () => known.keys());
      suggested.set(target, suggestion);
      return [{ text, target, suggestion }];
    });
}

/** Texts of an identity provider's button are found by the id of its ClaimsExchange. */
function targetOf(text: LocalizedString | LocalizedCollection): { kind: string; id?: string } {
  const { elementType: kind, elementId: id } = text;
  if (fold(kind) !== 'claimsprovider') return id === undefined ? { kind } : { kind, id };
  return 'stringId' in text ? { kind: 'ClaimsExchange', id: text.stringId } : { kind };
}

function targetsOf(policy: EffectivePolicy): IdMap<Pick<IdMap<unknown>, 'has' | 'keys'>> {
  const { claimTypes, predicates, predicateValidations, displayControls } = policy;
  const steps = journeysOf(policy).flatMap(({ orchestrationSteps }) => orchestrationSteps);
  const exchanges = steps.flatMap(({ claimsExchanges }) => claimsExchanges);
  return new IdMap<Pick<IdMap<unknown>, 'has' | 'keys'>>([
    ['ClaimType', claimTypes],
    ['Predicate', predicates],
    ['PredicateValidation', predicateValidations],
    ['InputValidation', predicateValidations],
    ['DisplayControl', displayControls],
    ['ClaimsExchange', new IdMap(exchanges.map((exchange) => [exchange.id, exchange]))],
  ]);
}
