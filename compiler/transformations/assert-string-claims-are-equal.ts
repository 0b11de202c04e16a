import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { areEqual, stringComparison } from '../string-comparison.ts';
import { orAbsent } from '../transformation-slots.ts';

const messageKey = 'UserMessageIfClaimsTransformationStringsAreNotEqual';

/** Unconfirmed where a claim has no value. @see facts claims-transformations 9 */
export const assertStringClaimsAreEqual = defineTransformation({
  method: 'AssertStringClaimsAreEqual',
  summary: 'Fails unless both claims are the same text.',
  unconfirmed: 'A claim without a value equals only another one without.',
  messageKey,
  inputClaims: { inputClaim1: orAbsent('string'), inputClaim2: orAbsent('string') },
  inputParameters: { stringComparison },
  example: {
    claims: { inputClaim1: 'A', inputClaim2: 'a' },
    parameters: { stringComparison: 'Ordinal' },
    failsWith: messageKey,
  },
  transform: ({ inputClaim1, inputClaim2 }, parameters) => {
    const ignoresCase = parameters.stringComparison === 'OrdinalIgnoreCase';
    if (areEqual(inputClaim1, inputClaim2, ignoresCase)) return {};
    throw new TransformationFailed('The claims are not equal.', messageKey);
  },
});
