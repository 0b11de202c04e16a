import { journeysOf } from '../compiler/journey-steps.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from '../compiler/model.ts';
import type { OrchestrationStep } from '../compiler/model-journeys.ts';
import type { Position } from '../compiler/source.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import type { ProfileTypes } from './profile-type.ts';
import type { StepTypes } from './step-type.ts';

/** A part of a policy that the emulator does not have: a journey that reaches it stops there. */
export interface Unsupported {
  /** `technical profile "X"` */
  readonly element: string;
  readonly position: Position;
  readonly reason: string;
}

/** What the emulator can run. */
export interface RunnableTypes {
  readonly profileTypes: ProfileTypes;
  readonly stepTypes: StepTypes;
}

/** What of a policy cannot be run, for the warnings at load. */
export function unsupportedParts(
  policy: EffectivePolicy,
  { profileTypes, stepTypes }: RunnableTypes,
): Unsupported[] {
  const profiles = policy.technicalProfiles.values();
  const steps = journeysOf(policy).flatMap(({ orchestrationSteps }) => orchestrationSteps);
  return [
    ...profiles.flatMap((profile) => unsupportedProfile(profile, profileTypes)),
    ...steps.flatMap((step) => unsupportedStep(step, stepTypes)),
  ];
}

function unsupportedProfile(
  profile: EffectiveTechnicalProfile,
  types: ProfileTypes,
): Unsupported[] {
  if (!profile.protocol) return []; // a part for others to include
  const reason = reasonAgainst(profile, types);
  if (reason === undefined) return [];
  return [{ element: `technical profile "${profile.id}"`, position: profile.position, reason }];
}

/** Why a technical profile cannot be run; undefined where it can. */
export function reasonAgainst(
  profile: EffectiveTechnicalProfile,
  types: ProfileTypes,
): string | undefined {
  const { name = '', handler } = profile.protocol ?? {};
  const type = technicalProfileType(profile);
  if (type === undefined) {
    const said = handler === undefined ? `Protocol "${name}"` : `Handler "${handler}"`;
    return `The emulator does not know its ${said}.`;
  }
  const found = types.find(type);
  if (found && found.parity.grade !== 'absent') return undefined;
  return found?.parity.how ?? `The emulator has no technical profiles of the type "${type}".`;
}

function unsupportedStep(step: OrchestrationStep, types: StepTypes): Unsupported[] {
  if (types.find(step.type)) return [];
  const element = `orchestration step ${step.order} of the type "${step.type}"`;
  const reason = 'B2C documents no behavior of this type, and no policy that we know uses it.';
  return [{ element, position: step.position, reason }];
}
