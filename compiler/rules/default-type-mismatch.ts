import { claimsWithDefaults } from '../default-values.ts';
import type { DataType } from '../model.ts';
import type { Rule } from '../rule.ts';

/** A DefaultValue is one of the claim's DataType. @see facts policy-language 4 */
export const defaultTypeMismatch: Rule = {
  name: 'default-type-mismatch',
  severity: 'error',
  why: 'B2C cannot convert the text, and the technical profile fails.',
  fix: 'Correct the DefaultValue, or the DataType of the claim.',
  examples: {
    bad: '<OutputClaim ClaimTypeReferenceId="newUser" DefaultValue="no" />',
    good: '<OutputClaim ClaimTypeReferenceId="newUser" DefaultValue="false" />',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const claim of claimsWithDefaults(policy)) {
      const { claimTypeReferenceId, defaultValue = '' } = claim;
      const dataType = policy.claimTypes.get(claimTypeReferenceId)?.dataType;
      if (!dataType || fits(defaultValue, dataType)) continue;
      const message = `The default "${defaultValue}" of "${claimTypeReferenceId}" is no ${dataType}.`;
      report(claim, message);
    }
  },
};

/** Empty texts blank a claim; claim resolvers and the tokens of tools may become anything. */
function fits(text: string, dataType: DataType): boolean {
  const value = text.trim();
  if (value === '' || /[{}#]|__/.test(value)) return true;
  switch (dataType) {
    case 'boolean':
      return /^(?:true|false|1|0)$/i.test(value);
    case 'int':
      return /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) <= 2 ** 31;
    case 'long':
      return /^[+-]?\d{1,19}$/.test(value);
    case 'date':
    case 'dateTime':
      return !Number.isNaN(Date.parse(value));
    default:
      return true;
  }
}
