import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { oneOf, orAbsent, parameterOr } from '../transformation-slots.ts';

/** A number without a value counts as 0. Overflow is unconfirmed. @see facts claims-transformations 5 */
export const adjustNumber = defineTransformation({
  method: 'AdjustNumber',
  summary: 'Adds or subtracts 1; a claim without a value counts as 0.',
  unconfirmed: 'What would be no int any more ends the journey.',
  inputClaims: { inputClaim: orAbsent('int') },
  inputParameters: { Operator: parameterOr(oneOf('INCREMENT', 'DECREMENT'), 'INCREMENT') },
  outputClaims: { outputClaim: 'int' },
  example: {
    claims: { inputClaim: 41 },
    parameters: { Operator: 'INCREMENT' },
    output: { outputClaim: 42 },
  },
  transform: ({ inputClaim = 0 }, { Operator }) => {
    const outputClaim = inputClaim + (Operator === 'INCREMENT' ? 1 : -1);
    if (outputClaim === (outputClaim | 0)) return { outputClaim };
    throw new TransformationFailed('The number is out of the range of an int.');
  },
});
