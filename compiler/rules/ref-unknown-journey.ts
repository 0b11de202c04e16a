import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** DefaultUserJourney and Endpoint must name a UserJourney. */
export const refUnknownJourney: Rule = {
  name: 'ref-unknown-journey',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a user journey nobody declares.',
  fix: 'Declare the UserJourney in this policy or one of its bases, or correct the reference.',
  examples: {
    bad: `<Endpoints>
  <Endpoint Id="Token" UserJourneyReferenceId="RedeemRefreshToken" />
</Endpoints>`,
    good: `<Endpoints>
  <Endpoint Id="Token" UserJourneyReferenceId="SignUpOrSignIn" />
</Endpoints>`,
  },
  checkSet: reportUnknown('user journey'),
};
