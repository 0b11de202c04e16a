import type { OrchestrationStep } from '../compiler/model-journeys.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { unexpectedEvent, userCancelled } from './journey-faults.ts';
import { textsOf } from './localization.ts';
import type { ClaimsProviderChoice, ProviderSelectionPage, UserEvent } from './page.ts';
import type { StepOutcome } from './step-type.ts';
import type { Transaction } from './transaction.ts';

/**
 * The page that lists claims providers, and what the user's choice comes to.
 * @throws {JourneyFailed} AADB2C90277 where the step names no content definition
 */
export function waitForProvider(
  { policy, language }: Transaction,
  step: OrchestrationStep,
  claimsProviders: readonly ClaimsProviderChoice[],
): StepOutcome {
  const contentDefinitionId = step.contentDefinitionReferenceId;
  if (contentDefinitionId === undefined) {
    const message = `Step ${step.order} lets users select and names no content definition.`;
    throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90277' });
  }
  const texts = Object.fromEntries(textsOf(policy, contentDefinitionId, language).all('UxElement'));
  const page: ProviderSelectionPage = {
    kind: 'providerSelection',
    ...{ contentDefinitionId, language, texts, claimsProviders },
    buttons: ['cancel'],
  };
  return { kind: 'page', page, resume: async (event) => selectProvider(claimsProviders, event) };
}

/** The provider that the event selects, for the next step. @throws {UnexpectedEvent} for any other */
export function selectProvider(
  choices: readonly ClaimsProviderChoice[],
  event: UserEvent,
): StepOutcome {
  if (event.kind === 'cancel') throw userCancelled();
  const chosen =
    event.kind === 'select'
      ? choices.find(({ claimsExchangeId }) => claimsExchangeId === event.claimsExchangeId)
      : undefined;
  if (!chosen) throw unexpectedEvent(event);
  return { kind: 'next', selectedExchange: chosen.claimsExchangeId };
}
