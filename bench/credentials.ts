import { verify } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpRequest } from '@azure/functions';
import jwt from 'jsonwebtoken';
import { authenticatorFor } from '../shared/authenticate.ts';
import type { Authenticator } from '../shared/authenticator.ts';
import type { Authentication } from '../shared/profile.ts';
import type { Environment } from '../shared/settings.ts';
import {
  type BenchIssuer,
  type BenchToken,
  makeBenchCertificate,
  requestWith,
  startBenchIssuer,
} from './credential-requests.ts';
import { compare, type Ratio } from './measure.ts';

const rounds = 15;
const warmUps = 5;
const callsPerRound = 20_000;
const newTokens = 500;
const newTokenRounds = 30;

interface Seen {
  readonly name: string;
  readonly authentication: Authentication;
  readonly settings: Environment;
  readonly request: HttpRequest;
  readonly allowanceUs: number;
}

/**
 * What the check of a credential adds to a call, in processor time of this process: the check with its
 * `await`, less a profile's without authentication.
 */
export async function credentials(): Promise<Ratio[]> {
  const issuer = await startBenchIssuer();
  try {
    const ratios: Ratio[] = [];
    for (const seen of await seenCredentials(issuer)) ratios.push(await compareSeen(seen));
    return [...ratios, ...(await compareNewTokens(issuer))];
  } finally {
    issuer.stop();
  }
}

async function seenCredentials(issuer: BenchIssuer): Promise<Seen[]> {
  const { der, settings } = await makeBenchCertificate();
  const basic = Buffer.from('bench:bench-secret').toString('base64');
  return [
    {
      name: 'Basic',
      authentication: { type: 'Basic', username: 'User', password: 'Password' },
      settings: { User: 'bench', Password: 'bench-secret', Password__Next: 'bench-next' },
      request: requestWith('authorization', `Basic ${basic}`),
      allowanceUs: 5,
    },
    {
      name: 'API key',
      authentication: { type: 'ApiKeyHeader', header: 'x-api-key', key: 'Key' },
      settings: { Key: 'bench-key', Key__Next: 'bench-next' },
      request: requestWith('x-api-key', 'bench-key'),
      allowanceUs: 5,
    },
    {
      name: 'client certificate, seen before',
      authentication: { type: 'ClientCertificate', certificate: 'Certificate' },
      settings,
      request: requestWith('x-arr-clientcert', der),
      allowanceUs: 10,
    },
    {
      name: 'JWT, seen before',
      authentication: { type: 'BearerClaim', claim: 'token' },
      settings: issuer.settings,
      request: requestWith('authorization', `Bearer ${issuer.sign().token}`),
      allowanceUs: 10,
    },
  ];
}

async function compareSeen({ name, authentication, settings, request, allowanceUs }: Seen) {
  const check = await authenticator(authentication, settings);
  const none = await authenticator({ type: 'None' }, { DANGEROUS_AllowAnonymousCallers: 'bench' });
  const requests = Array<HttpRequest>(callsPerRound).fill(request);
  return compare({
    name: `credential check, added CPU per call: ${name}`,
    baseline: 'its allowance',
    unit: 'µs',
    limit: 1,
    rounds,
    warmUps,
    ours: async () => (await cpuOf(check, requests)) - (await cpuOf(none, requests)),
    theirs: async () => allowanceUs,
  });
}

/** In each round nobody has seen the tokens, for the memory is new; the issuer's keys are known. */
async function compareNewTokens(issuer: BenchIssuer): Promise<Ratio[]> {
  const tokens = Array.from({ length: newTokens }, () => issuer.sign());
  const requests = tokens.map(({ token }) => requestWith('authorization', `Bearer ${token}`));
  const first = requestWith('authorization', `Bearer ${issuer.sign().token}`);
  const checks: Authenticator[] = [];
  for (let index = 0; index < 2 * (newTokenRounds + warmUps); index += 1) {
    const authentication = { type: 'BearerClaim', claim: 'token' } as const;
    const check = await authenticator(authentication, { ...issuer.settings });
    await check(first); // fetches the keys
    checks.push(check);
  }
  await delay(1000); // what is left to do of fetching
  const common = {
    name: 'credential check, added CPU per call: JWT, new',
    unit: 'µs',
    rounds: newTokenRounds,
    warmUps,
    ours: () => cpuOf(checks.pop() ?? unreachable(), requests),
  };
  const bare = ({ text, signature }: BenchToken) =>
    verify('sha256', text, issuer.publicKey, signature);
  const library = ({ token }: BenchToken) =>
    jwt.verify(token, issuer.publicKey, { algorithms: ['RS256'], audience: 'api://bench' });
  return [
    await compare({
      ...common,
      baseline: 'one `crypto.verify` in RS256 of the same bytes',
      limit: 1.2,
      theirs: () => cpuPerCall(tokens.length, () => tokens.forEach(bare)),
    }),
    await compare({
      ...common,
      baseline: '`jsonwebtoken` verifies the same',
      limit: undefined,
      theirs: () => cpuPerCall(tokens.length, () => tokens.forEach(library)),
    }),
  ];
}

async function authenticator(
  authentication: Authentication,
  environment: Environment,
): Promise<Authenticator> {
  return authenticatorFor({ id: 'bench', authentication }, { environment, now: () => new Date() });
}

function unreachable(): never {
  throw new Error('There are fewer checks than rounds.');
}

/** Microseconds of processor time a call. */
function cpuOf(check: Authenticator, requests: readonly HttpRequest[]): Promise<number> {
  return cpuPerCall(requests.length, async () => {
    for (const request of requests) await check(request);
  });
}

async function cpuPerCall(calls: number, work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
