import { fold } from '../compiler/id-map.ts';
import type { EffectiveTechnicalProfile } from '../compiler/model.ts';
import type { ClaimsExchange, OrchestrationStep } from '../compiler/model-journeys.ts';
import { ProfileRun } from './profile-run.ts';
import type { ProfileOutcome } from './profile-type.ts';
import { requireProfile, requireProfileType } from './require-profile.ts';
import type { StepOutcome } from './step-type.ts';
import { runTechnicalProfile } from './technical-profile.ts';
import type { Transaction } from './transaction.ts';

/** A run of a technical profile by a step of the journey. */
export function newRun(
  transaction: Transaction,
  profile: EffectiveTechnicalProfile,
  step: OrchestrationStep,
): ProfileRun {
  const { bag, tenant } = transaction;
  const type = requireProfileType(profile, tenant.profileTypes);
  return new ProfileRun({ profile, type, transaction, bag, step, runner: runTechnicalProfile });
}

/** Runs the technical profile of an exchange as the whole of a step. */
export async function runExchange(
  transaction: Transaction,
  step: OrchestrationStep,
  exchange: Pick<ClaimsExchange, 'technicalProfileReferenceId' | 'position'>,
): Promise<StepOutcome> {
  const { technicalProfileReferenceId, position } = exchange;
  const profile = requireProfile(transaction, technicalProfileReferenceId, position);
  return asStep(await runTechnicalProfile(newRun(transaction, profile, step)));
}

/** A profile that is done lets the next step begin. */
export function asStep(outcome: ProfileOutcome): StepOutcome {
  switch (outcome.kind) {
    case 'done':
    case 'restored':
      return { kind: 'next' };
    case 'response':
      return outcome;
    default:
      return { ...outcome, resume: async (event) => asStep(await outcome.resume(event)) };
  }
}

/** The exchange of a step with this id. */
export function findExchange(
  step: OrchestrationStep | undefined,
  id: string,
): ClaimsExchange | undefined {
  return step?.claimsExchanges.find((exchange) => fold(exchange.id) === fold(id));
}
