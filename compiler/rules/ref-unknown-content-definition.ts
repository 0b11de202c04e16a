import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** A ContentDefinitionReferenceId must name a ContentDefinition. */
export const refUnknownContentDefinition: Rule = {
  name: 'ref-unknown-content-definition',
  severity: 'error',
  why: 'Without its content definition there is no page to show.',
  fix: 'Declare the ContentDefinition in BuildingBlocks/ContentDefinitions, or correct the reference.',
  examples: {
    bad: `<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signup">
  <ClaimsProviderSelections>
    <ClaimsProviderSelection ValidationClaimsExchangeId="SignIn" />
  </ClaimsProviderSelections>
  <ClaimsExchanges>
    <ClaimsExchange Id="SignIn" TechnicalProfileReferenceId="SelfAsserted-LocalAccountSignin-Email" />
  </ClaimsExchanges>
</OrchestrationStep>`,
    good: `<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signuporsignin">
  <ClaimsProviderSelections>
    <ClaimsProviderSelection ValidationClaimsExchangeId="SignIn" />
  </ClaimsProviderSelections>
  <ClaimsExchanges>
    <ClaimsExchange Id="SignIn" TechnicalProfileReferenceId="SelfAsserted-LocalAccountSignin-Email" />
  </ClaimsExchanges>
</OrchestrationStep>`,
  },
  checkSet: reportUnknown('content definition'),
};
