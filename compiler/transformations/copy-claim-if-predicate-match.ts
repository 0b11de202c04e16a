import { claimRules } from '../../shared/claim-rules.ts';
import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the output claim has no predicates. @see facts claims-transformations 9 */
export const copyClaimIfPredicateMatch = defineTransformation({
  method: 'CopyClaimIfPredicateMatch',
  summary: "Copies the claim if it satisfies the output claim's PredicateValidation.",
  unconfirmed: 'Without predicates it is copied; without a value it is not.',
  inputClaims: { inputClaim: orAbsent('string') },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim: '+4712' },
    restriction: { pattern: '^\\+[0-9]+$' },
    output: { outputClaim: '+4712' },
  },
  transform: async ({ inputClaim }, _inputParameters, { now, restrictionOf }) => {
    if (inputClaim === undefined) return { outputClaim: undefined };
    for (const rule of claimRules({ predicates: restrictionOf('outputClaim').predicateGroups })) {
      const verdict = (await rule.compile())(inputClaim, now)?.verdict;
      if (verdict === 'broken') return { outputClaim: undefined };
      if (verdict) throw new TransformationFailed(`The rule "${rule.name}" cannot be checked.`);
    }
    return { outputClaim: inputClaim };
  },
});
