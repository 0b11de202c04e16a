import { IdMap } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { callProfile } from './call.ts';
import type { ClaimForm } from './claim-forms.ts';
import type { JourneyContext } from './claim-resolvers.ts';
import type { ClaimsBag } from './claims-bag.ts';
import { checks as allChecks } from './contract/index.ts';
import type { ContractCall, Exchange } from './contract-call.ts';
import type { ContractCase } from './contract-case.ts';
import { type ContractCheck, type ContractFinding, judge } from './contract-check.ts';
import { type ExchangeOptions, exchange } from './contract-exchange.ts';
import { type PlannedCall, planOf } from './contract-plan.ts';
import { notSent } from './contract-probes.ts';
import type { Keys } from './keys.ts';
import { RequestNotSent } from './request-not-sent.ts';

/** A profile at the address to test, and the one that fetches its bearer token. */
export interface ContractProfile {
  readonly profile: RestfulTechnicalProfile;
  readonly policyId: string;
  readonly tokenProfile?: RestfulTechnicalProfile;
}

/** A journey that makes one call; correlation ids are new each time. */
export type StartJourney = (journey: {
  readonly policyId: string;
  readonly language?: string;
  readonly parameters?: ReadonlyMap<string, string>;
}) => JourneyContext;

/** What is tested, and with what. */
export interface ContractRun {
  readonly profiles: readonly ContractProfile[];
  readonly cases: readonly ContractCase[];
  readonly keys: Keys;
  readonly startJourney: StartJourney;
  /** A few letters that no answer holds by chance; a new one each run. */
  readonly canary: string;
  /** PEM of a key and a certificate that nobody has pinned. */
  readonly stranger?: string;
  readonly options: ExchangeOptions;
  /** How cases send claims: nobody documents which form B2C sends. @see facts rest-contract 1.6 */
  readonly claimForm?: ClaimForm;
  /** What calls are judged by; default: all. */
  readonly checks?: readonly ContractCheck[];
  /** Which of the calls are made; default: all. */
  readonly choose?: (calls: readonly ContractCall[]) => readonly ContractCall[];
}

/** One call as a report shows it: without what was sent and what came back. */
export interface JudgedCall {
  readonly name: string;
  readonly isCase: boolean;
  readonly status?: number;
  readonly durationMs: number;
  readonly findings: readonly ContractFinding[];
}

/** A profile's calls, in the order they were made. */
export interface ProfileReport {
  readonly profile: RestfulTechnicalProfile;
  readonly policyId: string;
  readonly calls: readonly JudgedCall[];
}

/** Calls the backend profile by profile, one call at a time: the default calls, then the user's cases. */
export async function runContract(run: ContractRun): Promise<readonly ProfileReport[]> {
  const reports: ProfileReport[] = [];
  for (const tested of run.profiles) reports.push(await testProfile(run, tested));
  return reports;
}

async function testProfile(run: ContractRun, tested: ContractProfile): Promise<ProfileReport> {
  const { profile, policyId } = tested;
  const { keys, canary, stranger, claimForm = 'native' } = run;
  const startJourney = (each?: ContractCase) => run.startJourney({ policyId, ...journeyOf(each) });
  const token = await fetchToken(run, tested, startJourney());
  const cases = run.cases.filter((each) => each.profile.id === profile.id);
  const source = { profile, cases, keys, token, startJourney, canary, claimForm };
  const plan = chosen(run, planOf(stranger ? { ...source, stranger } : source));
  const done = await makeCalls(profile, plan, run.options);
  return { profile, policyId, calls: done.map((each) => judged(each, run.checks ?? allChecks)) };
}

function chosen({ choose }: ContractRun, plan: readonly PlannedCall[]): readonly PlannedCall[] {
  if (choose === undefined) return plan;
  const calls = new Set(choose(plan.map(({ call }) => call)));
  return plan.filter(({ call }) => calls.has(call));
}

function journeyOf({ language, parameters }: Pick<ContractCase, 'language' | 'parameters'> = {}) {
  return { ...(language ? { language } : {}), ...(parameters ? { parameters } : {}) };
}

/** Whoever says nothing to so many calls in a row will say nothing to the rest, at ten seconds each. */
const silentCalls = 2;

async function makeCalls(
  profile: RestfulTechnicalProfile,
  plan: readonly PlannedCall[],
  options: ExchangeOptions,
): Promise<readonly Exchange[]> {
  const done: Exchange[] = [];
  let first: Exchange | undefined;
  for (const { call, isRepetition } of plan) {
    const made = await exchange(profile, call, options);
    done.push(isRepetition && first ? { ...made, first } : made);
    if (!isRepetition) first = made;
    const left = plan.length - done.length;
    if (left > 0 && isSilent(done)) return [...done, notMade(profile, left)];
  }
  return done;
}

function isSilent(done: readonly Exchange[]): boolean {
  const last = done.slice(-silentCalls);
  return last.length === silentCalls && last.every(({ failure }) => failure !== undefined);
}

function notMade(profile: RestfulTechnicalProfile, left: number): Exchange {
  const message = `${left} calls were not made: ${silentCalls} in a row got no answer.`;
  return { profile, call: notSent('the other calls', { message }), durationMs: 0 };
}

function judged(done: Exchange, checks: readonly ContractCheck[]): JudgedCall {
  const { call, durationMs, answer } = done;
  return {
    name: call.name,
    isCase: call.intent === 'case',
    ...(answer ? { status: answer.status } : {}),
    durationMs,
    findings: judge(done, checks),
  };
}

/** An earlier step of the journey would have fetched it. */
async function fetchToken(
  { keys }: ContractRun,
  { profile, tokenProfile }: ContractProfile,
  context: JourneyContext,
): Promise<ClaimsBag | RequestNotSent> {
  const claims: ClaimsBag = new IdMap();
  if (tokenProfile === undefined || profile.authentication.type !== 'BearerClaim') return claims;
  const fetched = await callProfile({ profile: tokenProfile, claims, keys, context });
  const { claim } = profile.authentication;
  if (fetched.outcome === 'claims') return claims.set(claim, fetched.claims.get(claim) ?? null);
  const detail = 'message' in fetched ? ` ${fetched.message}` : '';
  const message = `"${tokenProfile.id}" brings no "${claim}".${detail}`;
  return new RequestNotSent('bearer-claim-missing', message, 'AADB2C90194');
}
