import type { Rule } from '../rule.ts';
import { unresolvedReferences } from '../unresolved-references.ts';

/**
 * A file may refer to what it or its bases declare, not to what inherits from it. @see facts policy-
 * language 11
 */
export const refForwardToChild: Rule = {
  name: 'ref-forward-to-child',
  severity: 'error',
  why: 'Policies are uploaded base first, and B2C refuses a base that refers to what it does not know yet.',
  fix: 'Move the declaration to this file or one of its bases, or the reference to the file that declares it.',
  examples: {
    bad: {
      'Base.xml': '<OutputClaim ClaimTypeReferenceId="tier" />',
      'Extensions.xml': `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
</ClaimType>`,
    },
    good: {
      'Base.xml': `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
</ClaimType>`,
      'Extensions.xml': `<TechnicalProfile Id="REST-GetMembership">
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="tier" />
  </OutputClaims>
</TechnicalProfile>`,
    },
  },
  checkSet({ set }, report) {
    for (const { kind, id, element, declaredBy } of unresolvedReferences(set)) {
      if (!declaredBy) continue;
      const { file } = declaredBy.position;
      report(
        element,
        `The ${kind} "${id}" is declared only in "${declaredBy.policyId}" (${file}), which is based on this policy.`,
      );
    }
  },
};
