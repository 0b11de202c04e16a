import { IdMap } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { buildRequest, callProfile } from './call.ts';
import type { JourneyContext } from './claim-resolvers.ts';
import type { ClaimsBag, ClaimValue } from './claims-bag.ts';
import { checks } from './contract/index.ts';
import type { ContractCall, Exchange } from './contract-call.ts';
import type { ContractCase } from './contract-case.ts';
import { type ContractFinding, judge } from './contract-check.ts';
import { type ExchangeOptions, exchange } from './contract-exchange.ts';
import { attempt, copyOf, notSent, probesOf } from './contract-probes.ts';
import { encodeDefaults } from './encode.ts';
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
  const context = run.startJourney({ policyId });
  const token = await fetchToken(run, tested, context);
  const calls: JudgedCall[] = [];
  for (const probe of tokenOrProbes(run, profile, { token, context })) {
    calls.push(judged(await exchange(profile, probe, run.options)));
  }
  const claims = token instanceof RequestNotSent ? new IdMap<ClaimValue>() : token;
  for (const each of run.cases.filter((candidate) => candidate.profile.id === profile.id)) {
    for (const done of await deliver(run, tested, { each, claims })) calls.push(judged(done));
  }
  return { profile, policyId, calls };
}

/** Without a token no right call can be made: that is said once, and the wrong ones still tell something. */
function tokenOrProbes(
  { keys, canary, stranger }: ContractRun,
  profile: RestfulTechnicalProfile,
  { token, context }: { token: ClaimsBag | RequestNotSent; context: JourneyContext },
): readonly ContractCall[] {
  const claims = token instanceof RequestNotSent ? new IdMap<ClaimValue>() : token;
  const source = { profile, keys, context, claims, canary };
  const probes = probesOf(stranger ? { ...source, stranger } : source);
  if (!(token instanceof RequestNotSent)) return probes;
  const sendable = probes.filter((probe) => probe.notSent === undefined);
  return [notSent('credentials: token', token), ...sendable];
}

function judged(done: Exchange): JudgedCall {
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

interface Delivery {
  readonly each: ContractCase;
  /** The bearer claim. */
  readonly claims: ClaimsBag;
}

/** The same request as often as the case says, as B2C delivers it when it tries again. */
async function deliver(
  run: ContractRun,
  { profile, policyId }: ContractProfile,
  { each, claims }: Delivery,
): Promise<Exchange[]> {
  const { language, parameters } = each;
  const context = run.startJourney({
    policyId,
    ...(language ? { language } : {}),
    ...(parameters ? { parameters } : {}),
  });
  const bag = copyOf(claims);
  for (const [id, value] of each.claims) bag.set(id, value);
  const source = { profile, claims: bag, context, keys: run.keys };
  const request = attempt(() => buildRequest(source, encodeDefaults));
  const secrets = secretsOf(profile, claims, run.keys);
  const call: ContractCall = {
    name: each.name,
    intent: 'case',
    ...(request instanceof RequestNotSent ? { notSent: request } : { request }),
    inputTexts: textsOf(each.claims),
    secretTexts: [...secrets, ...each.secretTexts],
    expected: each.expected,
    ...(each.withinMs === undefined ? {} : { withinMs: each.withinMs }),
  };
  const first = await exchange(profile, call, run.options);
  const deliveries = [first];
  for (let count = 2; count <= each.deliveries; count += 1) {
    const again = { ...call, name: `${call.name} (delivery ${count})` };
    deliveries.push({ ...(await exchange(profile, again, run.options)), first });
  }
  return deliveries;
}

function textsOf(claims: ClaimsBag): string[] {
  return claims.values().filter((value) => typeof value === 'string');
}

/** The text of the profile's own credential; a certificate has none. */
function secretsOf(
  { authentication }: RestfulTechnicalProfile,
  claims: ClaimsBag,
  keys: Keys,
): string[] {
  switch (authentication.type) {
    case 'Basic':
      return textOf(keys(authentication.password));
    case 'ApiKeyHeader':
      return textOf(keys(authentication.key));
    case 'BearerToken':
      return textOf(keys(authentication.token));
    case 'BearerClaim':
      return textOf(claims.get(authentication.claim));
    default:
      return [];
  }
}

function textOf(value: ClaimValue | undefined): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
