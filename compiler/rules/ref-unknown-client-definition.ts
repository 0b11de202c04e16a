import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** The ClientDefinition of a UserJourney must be declared. */
export const refUnknownClientDefinition: Rule = {
  name: 'ref-unknown-client-definition',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a client definition nobody declares.',
  fix: 'Declare it in BuildingBlocks/ClientDefinitions, or remove it from the journey.',
  examples: {
    bad: `<ClientDefinition Id="DefaultWeb">
  <ClientUIFilterFlags>LineMarkers, MetaRefresh</ClientUIFilterFlags>
</ClientDefinition>
<UserJourney Id="ReadMembership">
  <OrchestrationSteps>
    <OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
  </OrchestrationSteps>
  <ClientDefinition ReferenceId="Web" />
</UserJourney>`,
    good: `<ClientDefinition Id="DefaultWeb">
  <ClientUIFilterFlags>LineMarkers, MetaRefresh</ClientUIFilterFlags>
</ClientDefinition>
<UserJourney Id="ReadMembership">
  <OrchestrationSteps>
    <OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
  </OrchestrationSteps>
  <ClientDefinition ReferenceId="DefaultWeb" />
</UserJourney>`,
  },
  checkSet: reportUnknown('client definition'),
};
