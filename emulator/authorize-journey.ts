import { JourneyFailed, TransformationFailed } from '../shared/errors.ts';
import { ProfileRun } from './profile-run.ts';
import { requireProfile, requireProfileType } from './require-profile.ts';
import { runTechnicalProfile } from './technical-profile.ts';
import type { Transaction } from './transaction.ts';

/**
 * Runs the AuthorizationTechnicalProfiles of the journey, before its first step.
 * @returns why the request is not believed; undefined where it is
 * @see facts engine 3.7
 */
export async function authorizeJourney(
  transaction: Transaction,
): Promise<JourneyFailed | undefined> {
  try {
    await runAuthorization(transaction);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof JourneyFailed || fault instanceof TransformationFailed)) throw fault;
    const { trace, stepName: step } = transaction;
    trace.add({ kind: 'fault', step, text: `The request is not believed: ${fault.message}` });
    if (fault instanceof JourneyFailed) return fault;
    return new JourneyFailed(fault.message, { error: 'invalid_token', cause: fault });
  }
}

async function runAuthorization(transaction: Transaction): Promise<void> {
  const { journey } = transaction.frame;
  const references =
    'authorizationTechnicalProfiles' in journey ? journey.authorizationTechnicalProfiles : [];
  for (const { referenceId, position } of references) {
    const profile = requireProfile(transaction, referenceId, position);
    const { bag, tenant } = transaction;
    const type = requireProfileType(profile, tenant.profileTypes);
    const run = new ProfileRun({ profile, type, transaction, bag, runner: runTechnicalProfile });
    const { kind } = await runTechnicalProfile(run);
    if (kind === 'done' || kind === 'restored') continue;
    throw new JourneyFailed(`"${profile.id}" authorizes nobody: it needs a page, or answers.`);
  }
}
