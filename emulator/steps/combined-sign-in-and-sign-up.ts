import { fold } from '../../compiler/id-map.ts';
import { metadataItem, metadataValue } from '../../compiler/metadata-value.ts';
import type { EffectiveTechnicalProfile } from '../../compiler/model.ts';
import type { ClaimsProviderSelection, OrchestrationStep } from '../../compiler/model-journeys.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { chosenProvider, nextStep, offeredProviders } from '../claims-provider-choices.ts';
import { isEnabled } from '../enabled-for-journey.ts';
import { asStep, findExchange, newRun } from '../exchange.ts';
import { placed } from '../fault-place.ts';
import { passwordForgotten, unexpectedEvent } from '../journey-faults.ts';
import type { ClaimsProviderChoice, UserEvent } from '../page.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { ProfileOutcome } from '../profile-type.ts';
import { selectProvider, waitForProvider } from '../provider-selection.ts';
import { requireProfile } from '../require-profile.ts';
import type { StepOutcome, StepType } from '../step-type.ts';
import { runTechnicalProfile } from '../technical-profile.ts';
import type { Transaction } from '../transaction.ts';

/**
 * The sign-in form with the other providers beside it and a link to sign up. What is chosen runs in
 * the next step. @see facts engine 3.3, 3.4
 */
export const combinedSignInAndSignUp: StepType = {
  type: 'CombinedSignInAndSignUp',
  parity: {
    grade: 'real',
    how: 'The sign-in form, the other providers, the links to sign up and to a forgotten password.',
    test: 'test/emulator/selection-steps.test.ts',
  },
  take: async (transaction, step) => {
    const choices = offeredProviders(transaction, step);
    const run = signInRun(transaction, step);
    if (!run && choices.length === 0) {
      const message = `Step ${step.order} offers neither a form nor a claims provider.`;
      throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90051' });
    }
    const chosen = chosenProvider(transaction, choices);
    if (chosen) return { kind: 'next', selectedExchange: chosen.claimsExchangeId };
    if (!run) return waitForProvider(transaction, step, choices);
    run.combined = { step, claimsProviders: withoutLinks(run, choices) };
    transaction.combinedPage = transaction.snapshot();
    return withChoices(run, choices, await runTechnicalProfile(run));
  },
};

/** The form's technical profile: that of the ValidationClaimsExchangeId, unless it is not enabled. */
function signInRun(transaction: Transaction, step: OrchestrationStep): ProfileRun | undefined {
  const form = step.claimsProviderSelections
    .values() // the first that is enabled: what is wrong with the others, nobody meets
    .filter(({ validationClaimsExchangeId }) => validationClaimsExchangeId !== undefined)
    .map((selection) => formOf(transaction, step, selection))
    .find((profile) => isEnabled(profile, transaction.bag));
  return form && newRun(transaction, form, step);
}

function formOf(
  transaction: Transaction,
  step: OrchestrationStep,
  { validationClaimsExchangeId: id = '', position }: ClaimsProviderSelection,
): EffectiveTechnicalProfile {
  const exchange = findExchange(step, id);
  if (exchange) {
    return requireProfile(transaction, exchange.technicalProfileReferenceId, exchange.position);
  }
  const message = `Step ${step.order} has no claims exchange "${id}".`;
  throw placed(new JourneyFailed(message), position);
}

/** What the forgot-password link leads to is no button beside it. */
function withoutLinks(run: ProfileRun, choices: readonly ClaimsProviderChoice[]) {
  const target = run.metadata('setting.forgotPasswordLinkOverride');
  return choices.filter(
    ({ claimsExchangeId }) => target === undefined || fold(claimsExchangeId) !== fold(target),
  );
}

/** While the form waits, the page's links and buttons are the step's; all else is the form's. */
function withChoices(
  run: ProfileRun,
  choices: readonly ClaimsProviderChoice[],
  outcome: ProfileOutcome,
): StepOutcome {
  if (outcome.kind !== 'page') return asStep(outcome);
  const resume = async (event: UserEvent): Promise<StepOutcome> => {
    const chosen = takeLink(run, choices, event);
    return chosen ?? withChoices(run, choices, await outcome.resume(event));
  };
  return { ...outcome, resume };
}

function takeLink(
  run: ProfileRun,
  choices: readonly ClaimsProviderChoice[],
  event: UserEvent,
): StepOutcome | undefined {
  switch (event.kind) {
    case 'select':
      return selectProvider(choices, event);
    case 'signUp':
      return followTarget(run, 'SignUpTarget', event);
    case 'forgotPassword':
      if (metadataValue(run.profile, 'setting.forgotPasswordLinkOverride') === undefined) {
        throw passwordForgotten();
      }
      return followTarget(run, 'setting.forgotPasswordLinkOverride', event);
    default:
      return undefined;
  }
}

/** A link whose exchange the form's metadata names. */
function followTarget(run: ProfileRun, key: string, event: UserEvent): StepOutcome {
  const target = run.metadata(key);
  if (target === undefined) throw unexpectedEvent(event);
  if (!findExchange(nextStep(run.transaction), target)) {
    const message = `"${run.profile.id}" names "${target}" as ${key}, which the next step does not have.`;
    const { position } = metadataItem(run.profile, key) ?? run.profile;
    throw placed(new JourneyFailed(message), position);
  }
  return { kind: 'next', selectedExchange: target };
}
