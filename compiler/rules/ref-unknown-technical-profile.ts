import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/**
 * References of journeys and display controls to technical profiles that nobody declares; those of
 * technical profiles are reported when they are read.
 */
export const refUnknownTechnicalProfile: Rule = {
  name: 'ref-unknown-technical-profile',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a technical profile nobody declares.',
  fix: 'Declare the TechnicalProfile in this policy or one of its bases, or correct the reference.',
  examples: {
    bad: '<ClaimsExchange Id="GetMembership" TechnicalProfileReferenceId="REST-GetMemberships" />',
    good: '<ClaimsExchange Id="GetMembership" TechnicalProfileReferenceId="REST-GetMembership" />',
  },
  checkSet: reportUnknown('technical profile'),
};
