import { TransformationFailed } from '../../shared/errors.ts';
import { requireClaim } from '../claim-value.ts';
import { defineTransformation } from '../define-transformation.ts';
import { orAbsent, parameterOr } from '../transformation-slots.ts';

const messageKey = 'DateTimeGreaterThan';

/** Unconfirmed where an operand has no value. The parameter's spelling is B2C's. @see facts claims-transformations 4 */
export const assertDateTimeIsGreaterThan = defineTransformation({
  method: 'AssertDateTimeIsGreaterThan',
  summary: 'Fails unless the left date and time (ISO 8601 text) is later than the right one.',
  unconfirmed: 'A missing operand fails, except a right one that may be absent.',
  messageKey,
  inputClaims: { leftOperand: orAbsent('string'), rightOperand: orAbsent('string') },
  inputParameters: {
    AssertIfEqualTo: parameterOr('boolean', true),
    AssertIfRightOperandIsNotPresent: 'boolean',
    TreatAsEqualIfWithinMillseconds: 'int',
  },
  example: {
    claims: { leftOperand: '2024-05-01T08:00:00', rightOperand: '2024-05-02T08:00:00' },
    parameters: {
      AssertIfRightOperandIsNotPresent: 'true',
      TreatAsEqualIfWithinMillseconds: '300000',
    },
    failsWith: messageKey,
  },
  transform: ({ leftOperand, rightOperand }, parameters) => {
    if (rightOperand === undefined && parameters.AssertIfRightOperandIsNotPresent) return {};
    if (leftOperand === undefined || rightOperand === undefined) throw failed();
    const milliseconds = instant(leftOperand) - instant(rightOperand);
    const isEqual = Math.abs(milliseconds) <= parameters.TreatAsEqualIfWithinMillseconds;
    if (isEqual ? parameters.AssertIfEqualTo : milliseconds < 0) throw failed();
    return {};
  },
});

const failed = () => new TransformationFailed('The left operand is not later.', messageKey);
const instant = (text: string) => requireClaim('dateTime', text).getTime();
