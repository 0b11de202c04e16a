import { fold, IdMap } from '../id-map.ts';
import { metadataValue } from '../metadata-value.ts';
import type { EffectivePolicy } from '../model.ts';
import type { UserJourney } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/** A user journey is started by a relying party of the set. @see facts policy-language 7 */
export const journeyUnreachable: Rule = {
  name: 'journey-unreachable',
  severity: 'notice',
  why: 'No relying party that was looked at starts the journey, neither by default nor through an endpoint.',
  fix: 'Name it in a RelyingParty, or remove it; ignore this where its relying party is not among the files.',
  examples: {
    bad: '<UserJourney Id="SignUpLater"><OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>',
    good: `<UserJourney Id="RedeemToken"><OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>
<Endpoints><Endpoint Id="Token" UserJourneyReferenceId="RedeemToken" /></Endpoints>`,
  },
  checkSet({ set, policies }, report) {
    if (!set.isWhole || !policies.some(({ relyingParty }) => relyingParty)) return;
    const named = new Set(policies.flatMap(namedJourneys).map(fold));
    const declared = new IdMap<UserJourney>();
    for (const [id, journey] of policies.flatMap(({ userJourneys }) => [...userJourneys]))
      if (!declared.has(id)) declared.set(id, journey);
    for (const [id, journey] of declared) {
      if (!named.has(fold(id))) report(journey, `No relying party starts the journey "${id}".`);
    }
  },
};

function namedJourneys({ relyingParty, technicalProfiles }: EffectivePolicy): string[] {
  const issued = technicalProfiles
    .values()
    .flatMap((profile) => [
      metadataValue(profile, 'RefreshTokenUserJourneyId'),
      metadataValue(profile, 'ClientCredentialsUserJourneyId'),
    ]);
  return [
    relyingParty?.defaultUserJourney?.referenceId,
    ...(relyingParty?.endpoints ?? []).map((endpoint) => endpoint.userJourneyReferenceId),
    ...issued,
  ].filter((id) => id !== undefined);
}
