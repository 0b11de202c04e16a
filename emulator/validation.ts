import type { Precondition } from '../compiler/model-journeys.ts';
import type { PolicyElement } from '../compiler/source.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import { JourneyFailed } from '../shared/errors.ts';
import type { ClaimsBag } from './claims-bag.ts';
import { isEnabled } from './enabled-for-journey.ts';
import { placed } from './fault-place.ts';
import { judgePreconditions } from './preconditions.ts';
import { type Caller, ProfileRun } from './profile-run.ts';
import { isPageFault } from './profile-type.ts';
import { requireProfileType } from './require-profile.ts';

/** One entry of ValidationTechnicalProfiles, or of a display control's action. */
export interface Validation extends PolicyElement {
  readonly referenceId: string;
  readonly continueOnError: boolean;
  readonly continueOnSuccess: boolean;
  readonly preconditions: readonly Precondition[];
}

/**
 * Runs the validation technical profiles of a submitted page.
 * @throws {JourneyFailed} of the first that refuses and has no ContinueOnError
 * @throws {TransformationFailed} alike
 * @see facts engine 1.5
 */
export async function runValidations(run: ProfileRun): Promise<void> {
  const validations = run.takesInput ? run.profile.validationTechnicalProfiles : [];
  await runValidationList(run, validations, {
    caller: { profile: run.profile },
    bag: run.overlay ?? run.bag,
  });
}

/** Whose validations they are, and where they read and write claims. */
export interface ValidationScope {
  readonly caller: Caller;
  readonly bag: ClaimsBag;
}

/** Runs a list in its order; each sees what the one before has put into the scope. */
export async function runValidationList(
  run: ProfileRun,
  validations: readonly Validation[],
  scope: ValidationScope,
): Promise<void> {
  for (const validation of validations) {
    if (isSkipped(run, validation, scope.bag)) continue;
    const hasFailed = await tryValidation(run, validation, scope);
    if (!hasFailed && !validation.continueOnSuccess) return;
  }
}

function isSkipped(run: ProfileRun, validation: Validation, bag: ClaimsBag): boolean {
  const { settings } = run.tenant;
  const { skips, judged } = judgePreconditions(validation.preconditions, bag, settings);
  for (const { precondition, reason } of judged.filter((each) => each !== skips)) {
    const text = `"${validation.referenceId}" is not skipped: ${reason}.`;
    run.trace({ kind: 'precondition', text, position: precondition.position });
  }
  if (!skips) return false;
  const text = `"${validation.referenceId}" is skipped: ${skips.reason}.`;
  run.trace({ kind: 'skipped', text, position: skips.precondition.position });
  return true;
}

/** Whether it failed and the list goes on all the same. */
async function tryValidation(
  run: ProfileRun,
  validation: Validation,
  scope: ValidationScope,
): Promise<boolean> {
  try {
    await runValidation(run, validation, scope);
    return false;
  } catch (fault) {
    if (!isPageFault(fault) || !validation.continueOnError) throw fault;
    const text = `"${validation.referenceId}" failed, and ContinueOnError goes on: ${fault.message}`;
    run.trace({ kind: 'fault', text, position: validation.position });
    return true;
  }
}

async function runValidation(
  calling: ProfileRun,
  { referenceId, position }: Validation,
  { caller, bag }: ValidationScope,
): Promise<void> {
  const { transaction, policy, step, tenant, runner } = calling;
  const profile = policy.technicalProfiles.get(referenceId);
  const fail = (problem: string) => placed(new JourneyFailed(problem), position);
  if (!profile) throw fail(`There is no technical profile "${referenceId}".`);
  if (technicalProfileType(profile) === 'selfAsserted') {
    throw fail(`"${profile.id}" is a page: no validation technical profile.`);
  }
  if (!isEnabled(profile, bag)) {
    const text = `"${profile.id}" is skipped: it is not enabled for the journey.`;
    calling.trace({ kind: 'skipped', text, position });
    return;
  }
  const type = requireProfileType(profile, tenant.profileTypes);
  const within = step ? { step } : {};
  const run = new ProfileRun({ profile, type, transaction, bag, caller, runner, ...within });
  const outcome = await runner(run);
  if (outcome.kind === 'done' || outcome.kind === 'restored') return;
  throw fail(`"${profile.id}" needs a page of its own: no validation technical profile.`);
}
