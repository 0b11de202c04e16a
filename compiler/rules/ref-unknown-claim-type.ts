import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/**
 * References of journeys, display controls, transformations and metadata to claim types that nobody
 * declares; those of technical profiles are reported when they are read.
 */
export const refUnknownClaimType: Rule = {
  name: 'ref-unknown-claim-type',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a claim type nobody declares.',
  fix: 'Declare the ClaimType in BuildingBlocks/ClaimsSchema, or correct the reference.',
  examples: {
    bad: `<Precondition Type="ClaimsExist" ExecuteActionsIf="true">
  <Value>membershipNumer</Value>
  <Action>SkipThisOrchestrationStep</Action>
</Precondition>`,
    good: `<Precondition Type="ClaimsExist" ExecuteActionsIf="true">
  <Value>membershipNumber</Value>
  <Action>SkipThisOrchestrationStep</Action>
</Precondition>`,
  },
  checkSet: reportUnknown('claim type'),
};
