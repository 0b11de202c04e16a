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
    predicateGroups: predicateGroupsOf(policy, claimType),
  };
}

/** The predicate groups of a ClaimType; those that cannot be run are left out (lint says so). */
export function predicateGroupsOf(
  policy: EffectivePolicy,
  claimType: ClaimType,
): readonly PredicateGroupRule[] {
  const known = groupsByClaimType.get(claimType);
  if (known) return known;
  const groups = readPredicateGroups(policy, claimType, []);
  groupsByClaimType.set(claimType, groups);
  return groups;
}
