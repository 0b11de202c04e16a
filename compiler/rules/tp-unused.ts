import { isCalled } from '../called-profiles.ts';
import { fold } from '../id-map.ts';
import { journeysOf } from '../journey-steps.ts';
import type { EffectivePolicy } from '../model.ts';
import type { Rule } from '../rule.ts';
import { technicalProfileType } from '../technical-profile-type.ts';

/** Something in some relying party runs, includes or otherwise names each technical profile. */
export const tpUnused: Rule = {
  name: 'tp-unused',
  severity: 'notice',
  why: 'What nothing names never runs, and is read and maintained for nothing.',
  fix: 'Remove the technical profile, or name it where it was meant to run.',
  examples: {
    bad: `<TechnicalProfile Id="AAD-UserReadAgain">
  <IncludeTechnicalProfile ReferenceId="AAD-UserReadUsingObjectId" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="AAD-UserReadAgain">
  <IncludeTechnicalProfile ReferenceId="AAD-UserReadUsingObjectId" />
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="AAD-UserReadAgain" />`,
  },
  checkSet({ set, policies }, report) {
    if (!set.isWhole || !policies.some(({ relyingParty }) => relyingParty)) return;
    const named = new Set(policies.flatMap(namedIds).map(fold));
    for (const policy of policies) {
      for (const profile of policy.technicalProfiles.values()) {
        if (named.has(fold(profile.id)) || isOfEngine(profile)) continue;
        if (policies.some((other) => isCalled(other, profile.id))) continue;
        named.add(fold(profile.id));
        report(profile, `Nothing names the technical profile "${profile.id}".`);
      }
    }
  },
};

/** The engine finds these by their ids. */
function isOfEngine(profile: Parameters<typeof technicalProfileType>[0]): boolean {
  return technicalProfileType(profile) === 'engineSettings' || /^TpEngine_/i.test(profile.id);
}

function namedIds(policy: EffectivePolicy): string[] {
  const profiles = policy.technicalProfiles.values();
  const session = profiles.flatMap((each) => each.useTechnicalProfileForSessionManagement ?? []);
  const claims = profiles.flatMap((each) => each.includeClaimsFromTechnicalProfile ?? []);
  const journeys = [...policy.userJourneys.values()];
  const authorization = journeys.flatMap((journey) => journey.authorizationTechnicalProfiles);
  const steps = journeysOf(policy).flatMap((journey) => journey.orchestrationSteps);
  return [
    ...profiles.flatMap(({ includes }) => includes),
    ...[...session, ...claims, ...authorization].map(({ referenceId }) => referenceId),
    ...steps.flatMap((step) => step.cpimIssuerTechnicalProfileReferenceId ?? []),
    ...journeys.flatMap((journey) => journey.defaultCpimIssuerTechnicalProfileReferenceId ?? []),
  ];
}
