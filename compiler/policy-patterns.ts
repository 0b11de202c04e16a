import { fold } from './id-map.ts';
import type { EffectivePolicy } from './model.ts';
import type { PolicyElement } from './source.ts';

/** A regular expression of a policy. */
export interface PolicyPattern {
  readonly expression: string;
  /** Whose it is: `The pattern of "email"`. */
  readonly owner: string;
  readonly element: PolicyElement;
  /** Whether browsers run it too; a transformation runs on the server only. */
  readonly runsInBrowser: boolean;
}

const patternsByPolicy = new WeakMap<EffectivePolicy, readonly PolicyPattern[]>();

/** Patterns of claim types, predicates and transformations. @see facts policy-language 3.3 and 3.4 */
export function policyPatterns(policy: EffectivePolicy): readonly PolicyPattern[] {
  const known = patternsByPolicy.get(policy);
  if (known) return known;
  const patterns = [...ofClaimTypes(policy), ...ofPredicates(policy), ...ofTransformations(policy)];
  patternsByPolicy.set(policy, patterns);
  return patterns;
}

function ofClaimTypes({ claimTypes }: EffectivePolicy): PolicyPattern[] {
  return claimTypes.values().flatMap(({ id, restriction }) => {
    const element = restriction?.pattern;
    if (!element) return [];
    const expression = element.regularExpression;
    return [{ expression, owner: `The pattern of "${id}"`, element, runsInBrowser: true }];
  });
}

function ofPredicates({ predicates }: EffectivePolicy): PolicyPattern[] {
  return predicates.values().flatMap((predicate) => {
    const expression = predicate.parameters.get('RegularExpression');
    if (predicate.method !== 'MatchesRegex' || !expression) return [];
    const owner = `The predicate "${predicate.id}"`;
    return [{ expression, owner, element: predicate, runsInBrowser: true }];
  });
}

function ofTransformations({ claimsTransformations }: EffectivePolicy): PolicyPattern[] {
  return claimsTransformations.values().flatMap(({ id, transformationMethod, inputParameters }) => {
    if (fold(transformationMethod) !== 'setclaimsifregexmatch') return [];
    const owner = `The claims transformation "${id}"`;
    return inputParameters
      .filter((parameter) => fold(parameter.id) === 'matchto')
      .map((element) => ({ expression: element.value, owner, element, runsInBrowser: false }));
  });
}
