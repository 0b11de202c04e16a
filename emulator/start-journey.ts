import type { Journey } from '../compiler/journey-steps.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { authorizeJourney } from './authorize-journey.ts';
import { placed } from './fault-place.ts';
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
  if (mustSignInAgain(start)) session.clear();
  const transaction = new Transaction({
    id: newId(tenant),
    correlationId: start.correlationId ?? newId(tenant),
    ...{ tenant, loaded, request, session },
    journey: findJourney(start),
    language: chooseLanguage(loaded.policy, request.languages),
  });
  tenant.traces.add(transaction);
  const { stepName: step, trace } = transaction;
  trace.add({ kind: 'journey', step, text: `${loaded.policy.policyId} begins.` });
  const refusal = await authorizeJourney(transaction);
  if (refusal) return { transaction, stop: { kind: 'failed', fault: refusal } };
  return { transaction, stop: withoutPages(transaction, await walk(transaction)) };
}

/** An application that asks for no page gets an error instead of one. @see facts engine 3.2 */
function withoutPages({ request, trace, stepName }: Transaction, stop: Stop): Stop {
  if (request.prompt !== 'none' || (stop.kind !== 'page' && stop.kind !== 'redirect')) return stop;
  const fault = new JourneyFailed('The user is not signed in, and the request asks for no page.', {
    aadb2cCode: 'AADB2C90077',
    error: 'interaction_required',
  });
  trace.add({ kind: 'fault', step: stepName, text: `${fault.aadb2cCode}: ${fault.message}` });
  return { kind: 'failed', fault };
}

/** The application asks for it, or the last time is longer ago than it allows. @see facts engine 2.13 */
function mustSignInAgain({ request, session, tenant }: JourneyStart): boolean {
  if (request.prompt === 'login') return true;
  const maxAge = request.parameters.get('max_age');
  if (maxAge === undefined || !session.authTime) return false;
  const age = tenant.now().getTime() - session.authTime.getTime();
  return Number(maxAge) === 0 || age > Number(maxAge) * 1000;
}

function findJourney({ loaded: { policy }, journeyId }: JourneyStart): Journey {
  const id = journeyId ?? policy.relyingParty?.defaultUserJourney?.referenceId;
  const journey = id === undefined ? undefined : policy.userJourneys.get(id);
  if (journey) return journey;
  const reference = journeyId === undefined ? policy.relyingParty?.defaultUserJourney : undefined;
  const { position } = reference ?? policy.relyingParty ?? policy.chain.at(-1) ?? {};
  const message =
    id === undefined
      ? `The policy "${policy.policyId}" names no DefaultUserJourney.`
      : `The policy "${policy.policyId}" has no user journey "${id}".`;
  const fault = new JourneyFailed(message, { aadb2cCode: 'AADB2C90031', isRedirectable: false });
  throw position ? placed(fault, position) : fault;
}
