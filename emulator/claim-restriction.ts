import type { OutputRestriction } from '../compiler/define-transformation.ts';
import type { ClaimType, EffectivePolicy } from '../compiler/model.ts';
import { readPredicateGroups } from '../compiler/predicate-groups.ts';
import type { PredicateGroupRule } from '../shared/claim-rules.ts';
import type { Texts } from './localization.ts';

const groupsByClaimType = new WeakMap<ClaimType, readonly PredicateGroupRule[]>();

/** What a ClaimType asks of its values: the options of the language before its own, and its predicates. */
export function claimRestriction(
  policy: EffectivePolicy,
  claimTypeReferenceId: string,
  texts: Texts,
): OutputRestriction {
  const claimType = policy.claimTypes.get(claimTypeReferenceId);
  if (!claimType) return { options: [], predicateGroups: [] };
  return {
    options: texts.options(claimType.id) ?? claimType.restriction?.enumerations ?? [],
    predicateGroups: predicateGroupsOf(policy, claimType, texts),
  };
}

/**
 * The predicate groups of a ClaimType, their help in the page's language; those that cannot be run are
 * left out (lint says so). @see facts policy-language 3.4
 */
export function predicateGroupsOf(
  policy: EffectivePolicy,
  claimType: ClaimType,
  texts: Texts,
): readonly PredicateGroupRule[] {
  const validationId = claimType.predicateValidationReference?.id;
  if (validationId === undefined) return [];
  return declaredGroups(policy, claimType).map(({ group, helpText, predicates, ...rest }) => ({
    ...rest,
    group,
    ...help(
      texts.find('PredicateValidation', validationId, group) ??
        texts.find('InputValidation', validationId, group) ??
        helpText,
    ),
    predicates: predicates.map((predicate) => ({
      ...predicate,
      ...help(texts.find('Predicate', predicate.id, 'HelpText') ?? predicate.helpText),
    })),
  }));
}

function help(helpText: string | undefined): { readonly helpText?: string } {
  return helpText === undefined ? {} : { helpText };
}

function declaredGroups(
  policy: EffectivePolicy,
  claimType: ClaimType,
): readonly PredicateGroupRule[] {
  const known = groupsByClaimType.get(claimType);
  if (known) return known;
  const groups = readPredicateGroups(policy, claimType, []);
  groupsByClaimType.set(claimType, groups);
  return groups;
}
