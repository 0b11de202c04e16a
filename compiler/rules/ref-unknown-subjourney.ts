import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** A Candidate must name a SubJourney. */
export const refUnknownSubjourney: Rule = {
  name: 'ref-unknown-subjourney',
  severity: 'error',
  why: 'A step that invokes a sub journey nobody declares cannot run.',
  fix: 'Declare the SubJourney in SubJourneys, or correct the reference.',
  examples: {
    bad: `<OrchestrationStep Order="4" Type="InvokeSubJourney">
  <JourneyList>
    <Candidate SubJourneyReferenceId="Membership" />
  </JourneyList>
</OrchestrationStep>`,
    good: `<SubJourney Id="Membership" Type="Call">
  <OrchestrationSteps>
    <OrchestrationStep Order="1" Type="ClaimsExchange">
      <ClaimsExchanges>
        <ClaimsExchange Id="ReadMembership" TechnicalProfileReferenceId="REST-GetMembership" />
      </ClaimsExchanges>
    </OrchestrationStep>
  </OrchestrationSteps>
</SubJourney>
<OrchestrationStep Order="4" Type="InvokeSubJourney">
  <JourneyList>
    <Candidate SubJourneyReferenceId="Membership" />
  </JourneyList>
</OrchestrationStep>`,
  },
  checkSet: reportUnknown('sub journey'),
};
