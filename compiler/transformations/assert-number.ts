import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { oneOf, optionalClaim, orAbsent, parameterOr } from '../transformation-slots.ts';

const messageKey = 'AssertNumberError';

const comparisons = {
  LessThan: (left: number, right: number) => left < right,
  GreaterThan: (left: number, right: number) => left > right,
  GreaterThanOrEqual: (left: number, right: number) => left >= right,
  LessThanOrEqual: (left: number, right: number) => left <= right,
  Equal: (left: number, right: number) => left === right,
  NotEqual: (left: number, right: number) => left !== right,
};
const operators = Object.keys(comparisons) as (keyof typeof comparisons)[];

/** It fails where the comparison holds, against its name. @see facts claims-transformations 5 */
export const assertNumber = defineTransformation({
  method: 'AssertNumber',
  summary: 'Compares the claim; fails if that is true, or if throwError is false gives the result.',
  messageKey,
  inputClaims: { inputClaim: orAbsent('int') },
  inputParameters: {
    Operator: oneOf(...operators),
    CompareToValue: 'int',
    throwError: parameterOr('boolean', true),
  },
  outputClaims: { outputClaim: optionalClaim('boolean') },
  example: {
    claims: { inputClaim: 7 },
    parameters: { Operator: 'GreaterThan', CompareToValue: '5', throwError: 'false' },
    output: { outputClaim: true },
  },
  transform: ({ inputClaim }, { Operator, CompareToValue, throwError }) => {
    const holds = inputClaim !== undefined && comparisons[Operator](inputClaim, CompareToValue);
    if (inputClaim !== undefined && !throwError) return { outputClaim: holds };
    if (inputClaim !== undefined && !holds) return { outputClaim: undefined };
    throw new TransformationFailed('The number is refused.', messageKey);
  },
});
