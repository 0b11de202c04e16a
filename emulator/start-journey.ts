import type { Journey } from '../compiler/journey-steps.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { type Stop, walk } from './journey.ts';
import type { JourneyRequest } from './journey-request.ts';
import { chooseLanguage } from './localization.ts';
import type { LoadedPolicy } from './policy-library.ts';
import type { SsoSession } from './sso-session.ts';
import { newId, type Tenant } from './tenant.ts';
import { Transaction } from './transaction.ts';

/** What starts a journey besides its request. */
export interface JourneyStart {
  readonly tenant: Tenant;
  readonly loaded: LoadedPolicy;
  readonly request: JourneyRequest;
  readonly session: SsoSession;
  /** Another journey than the relying party's default one. */
  readonly journeyId?: string;
  readonly correlationId?: string;
}

/** A journey that has begun, and where it stands. */
export interface StartedJourney {
  readonly transaction: Transaction;
  readonly stop: Stop;
}

/**
 * Starts the journey of a policy and walks it to its first page, redirect or answer.
 * @throws {JourneyFailed} where the policy has no such journey
 */
export async function startJourney(start: JourneyStart): Promise<StartedJourney> {
  const { tenant, loaded, request, session } = start;
  const transaction = new Transaction({
    id: newId(tenant),
    correlationId: start.correlationId ?? newId(tenant),
    ...{ tenant, loaded, request, session },
    journey: findJourney(start),
    language: chooseLanguage(loaded.policy, request.languages),
  });
  if (request.prompt === 'login') session.clear();
  const { stepName: step, trace } = transaction;
  trace.add({ kind: 'journey', step, text: `${loaded.policy.policyId} begins.` });
  return { transaction, stop: await walk(transaction) };
}

function findJourney({ loaded: { policy }, journeyId }: JourneyStart): Journey {
  const id = journeyId ?? policy.relyingParty?.defaultUserJourney?.referenceId;
  const journey = id === undefined ? undefined : policy.userJourneys.get(id);
  if (journey) return journey;
  const message = `The policy "${policy.policyId}" has no user journey "${id ?? ''}".`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90031', isRedirectable: false });
}
