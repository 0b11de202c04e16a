import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

const messageKey = 'UserMessageIfClaimsTransformationBooleanValueIsNotEqual';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 3 */
export const assertBooleanClaimIsEqualToValue = defineTransformation({
  method: 'AssertBooleanClaimIsEqualToValue',
  summary: 'Fails unless the claim is what the parameter says.',
  unconfirmed: 'A claim without a value is not equal.',
  messageKey,
  inputClaims: { inputClaim: orAbsent('boolean') },
  inputParameters: { valueToCompareTo: 'boolean' },
  example: {
    claims: { inputClaim: false },
    parameters: { valueToCompareTo: 'true' },
    failsWith: messageKey,
  },
  transform: ({ inputClaim }, { valueToCompareTo }) => {
    if (inputClaim === valueToCompareTo) return {};
    throw new TransformationFailed('The claim is not what the policy asserts.', messageKey);
  },
});
