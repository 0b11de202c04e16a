import type { EffectivePolicy } from './model.ts';
import type { Precondition } from './model-journeys.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';

/** A precondition, and what its Action must be where it stands. */
export interface PlacedPrecondition {
  readonly precondition: Precondition;
  /** All preconditions of the same step or validation technical profile. */
  readonly beside: readonly Precondition[];
  readonly action: 'SkipThisOrchestrationStep' | 'SkipThisValidationTechnicalProfile';
}

/** Every precondition of a file, as written. */
export function preconditionsOfFile(file: TrustFrameworkPolicy): PlacedPrecondition[] {
  const { technicalProfiles, userJourneys, subJourneys, buildingBlocks } = file;
  const { displayControls } = buildingBlocks;
  return collect({
    technicalProfiles,
    journeys: [...userJourneys, ...subJourneys],
    displayControls,
  });
}

/** Every precondition of an effective policy: those of a step are those of all files of the chain. */
export function preconditionsOfPolicy(policy: EffectivePolicy): PlacedPrecondition[] {
  const { technicalProfiles, userJourneys, subJourneys, displayControls } = policy;
  return collect({
    technicalProfiles: technicalProfiles.values(),
    journeys: [...userJourneys.values(), ...subJourneys.values()],
    displayControls: displayControls.values(),
  });
}

interface Holders {
  readonly technicalProfiles: TrustFrameworkPolicy['technicalProfiles'];
  readonly journeys: readonly Pick<
    TrustFrameworkPolicy['userJourneys'][number],
    'orchestrationSteps'
  >[];
  readonly displayControls: TrustFrameworkPolicy['buildingBlocks']['displayControls'];
}

function collect({ technicalProfiles, journeys, displayControls }: Holders): PlacedPrecondition[] {
  const steps = journeys.flatMap(({ orchestrationSteps }) => orchestrationSteps);
  const actions = displayControls.flatMap((control) => control.actions);
  const validations = [
    ...technicalProfiles.flatMap((profile) => profile.validationTechnicalProfiles),
    ...actions.flatMap(({ validationClaimsExchange }) => validationClaimsExchange),
  ];
  return [
    ...placed(steps, 'SkipThisOrchestrationStep'),
    ...placed(validations, 'SkipThisValidationTechnicalProfile'),
  ];
}

function placed(
  holders: readonly { readonly preconditions: readonly Precondition[] }[],
  action: PlacedPrecondition['action'],
): PlacedPrecondition[] {
  return holders.flatMap(({ preconditions: beside }) =>
    beside.map((precondition) => ({ precondition, beside, action })),
  );
}
