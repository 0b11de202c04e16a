import type { ClaimValue } from '../compiler/claim-value.ts';
import type { OrchestrationStep } from '../compiler/model-journeys.ts';
import { placeText } from '../compiler/source.ts';
import { JourneyFailed, TransformationFailed } from '../shared/errors.ts';
import { placed, placeOf, placing } from './fault-place.ts';
import { faultText } from './journey-faults.ts';
import type { UserEvent } from './page.ts';
import { judgePreconditions } from './preconditions.ts';
import type { WaitingFor } from './profile-type.ts';
import type { RelyingPartyResponse } from './response.ts';
import type { StepOutcome } from './step-type.ts';
import type { Snapshot, Transaction } from './transaction.ts';

/** Where a journey stands still. */
export type Stop =
  | (WaitingFor & { readonly resume: (event: UserEvent) => Promise<Stop> })
  | { readonly kind: 'response'; readonly response: RelyingPartyResponse }
  /** It cannot go on; who started it answers the application, or shows the error page. */
  | { readonly kind: 'failed'; readonly fault: JourneyFailed };

/**
 * Walks the orchestration steps from where the transaction is until the journey waits, answers or
 * fails. Never rejects for what a policy or a user does; rejects with UnexpectedEvent where a page
 * cannot do what it was asked, and the journey is as it was.
 * @see facts engine 3.3
 */
export async function walk(transaction: Transaction): Promise<Stop> {
  try {
    for (;;) {
      const step = nextDueStep(transaction);
      const stop = await settle(transaction, await takeStep(transaction, step));
      if (stop) return stop;
    }
  } catch (fault) {
    return failOrGoBack(transaction, fault);
  }
}

/** The step that is due; sub journeys that are at their end are left. */
function nextDueStep(transaction: Transaction): OrchestrationStep {
  for (;;) {
    const { step, frames, frame } = transaction;
    if (step) return step;
    const [outer, ...inner] = frames;
    if (!outer || inner.length === 0 || isTransfer(frame.journey)) {
      const message = `The journey "${frame.journey.id}" ends without an answer to the application.`;
      const fault = new JourneyFailed(message, { aadb2cCode: 'AADB2C90040' });
      throw placed(fault, frame.journey.position);
    }
    transaction.frames = frames.slice(0, -1);
    goOn(transaction);
  }
}

function isTransfer(journey: object): boolean {
  return 'type' in journey && journey.type === 'Transfer';
}

function goOn(transaction: Transaction): void {
  const { frame, frames } = transaction;
  transaction.frames = [...frames.slice(0, -1), { ...frame, index: frame.index + 1 }];
}

async function takeStep(transaction: Transaction, step: OrchestrationStep): Promise<StepOutcome> {
  const { tenant, trace, bag, stepName } = transaction;
  const { skips, judged } = judgePreconditions(step.preconditions, bag, tenant.settings);
  for (const { precondition, reason } of judged.filter((each) => each !== skips)) {
    const text = `Does not skip: ${reason}.`;
    trace.add({ kind: 'precondition', step: stepName, text, position: precondition.position });
  }
  if (skips) {
    const text = `Skipped: ${skips.reason}.`;
    trace.add({ kind: 'skipped', step: stepName, text, position: skips.precondition.position });
    return { kind: 'next' };
  }
  const stepType = tenant.stepTypes.find(step.type);
  if (!stepType) {
    const message = `Step ${step.order} (${placeText(step.position)}) is of the type "${step.type}", which the emulator does not have.`;
    throw placed(new JourneyFailed(message, { isRedirectable: false }), step.position);
  }
  transaction.keepSnapshot();
  trace.add({ kind: 'step', step: stepName, text: step.type, position: step.position });
  return placing(step.position, () => stepType.take(transaction, step));
}

/** Undefined: the next step is due. */
async function settle(transaction: Transaction, outcome: StepOutcome): Promise<Stop | undefined> {
  switch (outcome.kind) {
    case 'next':
      goOn(transaction);
      transaction.selectedExchange = outcome.selectedExchange;
      return undefined;
    case 'enter':
      transaction.frames = [...transaction.frames, { journey: outcome.journey, index: 0 }];
      transaction.selectedExchange = undefined;
      return undefined;
    case 'again':
      return undefined;
    case 'response': {
      const text = 'The journey answers the application.';
      transaction.trace.add({ kind: 'response', step: transaction.stepName, text });
      return outcome;
    }
    default:
      return { ...outcome, resume: (event) => resume(transaction, outcome.resume, event) };
  }
}

async function resume(
  transaction: Transaction,
  take: (event: UserEvent) => Promise<StepOutcome>,
  event: UserEvent,
): Promise<Stop> {
  try {
    const { position } = transaction.step ?? transaction.frame.journey;
    const outcome = await placing(position, () => take(event));
    return (await settle(transaction, outcome)) ?? (await walk(transaction));
  } catch (fault) {
    return failOrGoBack(transaction, fault);
  }
}

/** Cancel behind the sign-up link leads back to the combined page, where the setting says so. */
async function failOrGoBack(transaction: Transaction, fault: unknown): Promise<Stop> {
  const failure = asFailure(fault);
  const { combinedPage, frames, tenant, trace, stepName } = transaction;
  const isBack =
    failure.aadb2cCode === 'AADB2C90091' &&
    tenant.settings.cancelAfterSignUpLink === 'combinedPage' &&
    combinedPage !== undefined &&
    isStepBehind(frames, combinedPage.frames);
  if (!isBack) {
    const position = placeOf(failure);
    trace.add({
      kind: 'fault',
      step: stepName,
      text: faultText(failure),
      ...(position ? { position } : {}),
    });
    return { kind: 'failed', fault: failure };
  }
  return goBack(transaction, combinedPage, { reason: 'Cancelled: back to the combined page.' });
}

/** Why a journey goes back, and which claims somebody has changed. */
export interface GoBackOptions {
  readonly reason?: string;
  readonly edits?: ReadonlyMap<string, ClaimValue>;
}

/** Runs a journey again from the beginning of a step that it has taken. */
export function goBack(
  transaction: Transaction,
  snapshot: Snapshot,
  { reason = 'Runs again from here.', edits }: GoBackOptions = {},
): Promise<Stop> {
  transaction.restore(snapshot, reason, edits);
  return walk(transaction);
}

function isStepBehind(now: Transaction['frames'], combined: Transaction['frames']): boolean {
  const [here, there] = [now.at(-1), combined.at(-1)];
  return here?.journey === there?.journey && here?.index === (there?.index ?? 0) + 1;
}

/** An assertion that no page shows ends the journey; what is none of ours is a bug and goes on up. */
function asFailure(fault: unknown): JourneyFailed {
  if (fault instanceof JourneyFailed) return fault;
  if (fault instanceof TransformationFailed) {
    const failure = new JourneyFailed(fault.message, { cause: fault });
    const position = placeOf(fault);
    return position ? placed(failure, position) : failure;
  }
  throw fault;
}
