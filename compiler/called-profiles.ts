import { fold } from './id-map.ts';
import type { EffectivePolicy } from './model.ts';

const calledByPolicy = new WeakMap<EffectivePolicy, ReadonlySet<string>>();

/**
 * Whether anything of the policy can call a technical profile: a step of a journey, a self-asserted
 * page that validates with it, or an action of a display control. What is only included is not called.
 */
export function isCalled(policy: EffectivePolicy, id: string): boolean {
  let called = calledByPolicy.get(policy);
  if (!called) {
    called = new Set([...calledIds(policy)].map(fold));
    calledByPolicy.set(policy, called);
  }
  return called.has(fold(id));
}

function calledIds({
  technicalProfiles,
  userJourneys,
  subJourneys,
  displayControls,
}: EffectivePolicy): string[] {
  const profiles = technicalProfiles.values();
  const validations = profiles.flatMap((profile) => profile.validationTechnicalProfiles);
  const journeys = [...userJourneys.values(), ...subJourneys.values()];
  const steps = journeys.flatMap(({ orchestrationSteps }) => orchestrationSteps);
  const actions = displayControls.values().flatMap((control) => control.actions);
  const exchanges = [
    ...steps.flatMap(({ claimsExchanges }) => claimsExchanges),
    ...actions.flatMap(({ validationClaimsExchange }) => validationClaimsExchange),
  ];
  return [
    ...validations.map(({ referenceId }) => referenceId),
    ...exchanges.map(({ technicalProfileReferenceId }) => technicalProfileReferenceId),
  ];
}
