import { fold } from '../compiler/id-map.ts';
import type { ClaimsProviderSelection, OrchestrationStep } from '../compiler/model-journeys.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import { isEnabled } from './enabled-for-journey.ts';
import { findExchange, newRun } from './exchange.ts';
import { textsOf } from './localization.ts';
import type { ClaimsProviderChoice } from './page.ts';
import { requireProfile } from './require-profile.ts';
import { sessionUse } from './session-management.ts';
import type { Transaction } from './transaction.ts';
import { reasonAgainst } from './unsupported.ts';

/**
 * The providers that a selection step offers: those whose technical profile, in the next step, is
 * enabled. @see facts engine 1.8, 3.3
 */
export function offeredProviders(
  transaction: Transaction,
  step: OrchestrationStep,
): ClaimsProviderChoice[] {
  return step.claimsProviderSelections.flatMap((selection) => {
    const choice = choiceOf(transaction, step, selection);
    return choice ? [choice] : [];
  });
}

function choiceOf(
  transaction: Transaction,
  step: OrchestrationStep,
  { targetClaimsExchangeId }: ClaimsProviderSelection,
): ClaimsProviderChoice | undefined {
  if (targetClaimsExchangeId === undefined) return undefined;
  const exchange = findExchange(nextStep(transaction), targetClaimsExchangeId);
  if (!exchange) return undefined;
  const profile = requireProfile(
    transaction,
    exchange.technicalProfileReferenceId,
    exchange.position,
  );
  if (!isEnabled(profile, transaction.bag)) return undefined;
  const { policy, language } = transaction;
  const texts = textsOf(policy, step.contentDefinitionReferenceId, language);
  const own = profile.displayName ?? profile.claimsProvider?.displayName ?? exchange.id;
  return {
    claimsExchangeId: exchange.id,
    label: texts.find('ClaimsProvider', '', exchange.id) ?? own,
    technicalProfileId: profile.id,
  };
}

/** The step behind the one that the transaction is at. */
export function nextStep(transaction: Transaction): OrchestrationStep | undefined {
  const { journey, index } = transaction.frame;
  return journey.orchestrationSteps[index + 1];
}

/** The provider that the user need not choose: by the application's domain_hint, or by the session. */
export function chosenProvider(
  transaction: Transaction,
  choices: readonly ClaimsProviderChoice[],
): ClaimsProviderChoice | undefined {
  const hint = transaction.request.parameters.get('domain_hint');
  return (
    choices.find((choice) => hint !== undefined && isDomainOf(transaction, choice, hint)) ??
    choices.find((choice) => isInSession(transaction, choice))
  );
}

function isDomainOf(
  { policy }: Transaction,
  { technicalProfileId }: ClaimsProviderChoice,
  hint: string,
): boolean {
  const profile = policy.technicalProfiles.get(technicalProfileId);
  const domains = [profile?.domain, profile?.claimsProvider?.domain];
  return domains.some((domain) => domain !== undefined && fold(domain) === fold(hint));
}

/** An external login that the session remembers suppresses the choice. @see facts engine 2.13 */
function isInSession(
  transaction: Transaction,
  { technicalProfileId, claimsExchangeId }: ClaimsProviderChoice,
): boolean {
  const step = nextStep(transaction);
  const profile = transaction.policy.technicalProfiles.get(technicalProfileId);
  if (!step || !profile || reasonAgainst(profile, transaction.tenant.profileTypes) !== undefined)
    return false;
  const { referenceId = '' } = profile.useTechnicalProfileForSessionManagement ?? {};
  const session = transaction.policy.technicalProfiles.get(referenceId);
  if (!session || technicalProfileType(session) !== 'externalLoginSession') return false;
  const run = newRun(transaction, profile, step);
  const use = sessionUse(run);
  if (!use) return false;
  const entry = transaction.session.find(use.scope, use.entry, run.tenant.now());
  return (
    entry?.claimsExchangeId !== undefined && fold(entry.claimsExchangeId) === fold(claimsExchangeId)
  );
}
