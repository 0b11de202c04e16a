import { hasWholeChain } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** A ClaimType has a DataType, its own or its base policy's. @see facts policy-language 3.2 */
export const claimNoDatatype: Rule = {
  name: 'claim-no-datatype',
  severity: 'error',
  why: 'Neither B2C nor anyone who reads or sends the claim can tell what it holds.',
  fix: 'Add a DataType to the ClaimType.',
  examples: {
    bad: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
</ClaimType>`,
    good: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
</ClaimType>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const claimType of policy.claimTypes.values()) {
      if (claimType.dataType !== undefined) continue;
      report(claimType, `The claim type "${claimType.id}" has no DataType.`);
    }
  },
};
