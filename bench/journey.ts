import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { flattenPolicy } from '../compiler/flatten.ts';
import { readPolicySet } from '../compiler/policy-set.ts';
import { resolvePolicy } from '../compiler/resolve.ts';
import { openJourney, openTenant, type Tenant } from '../emulator/testing.ts';
import { compare, type Ratio } from './measure.ts';
import { timeOf } from './parse-only.ts';

const port = 7199;
const api = `http://127.0.0.1:${port}/name`;
const journeysPerRound = 20;
const callsPerJourney = 2;
const claims = { givenName: 'Ada', surname: 'Lovelace', memberNumber: 'ALR-100200' };

/**
 * A sign-up of five steps with two REST validations, headless, against a bare client that makes the same
 * two calls: CPU time of this process, the API is another one. And loading policies against `flatten`.
 */
export async function journey(): Promise<Ratio[]> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.cjs'), `${port}`]);
  try {
    await untilItAnswers();
    const folder = join(import.meta.dirname, 'journey');
    const tenant = await openTenant({
      policies: [folder],
      map: [['http://localhost:1/name', api]],
    });
    return [await ofEngine(tenant), await ofLoading()];
  } finally {
    server.kill();
  }
}

/** What is left of a journey's CPU when its two calls are taken out is the engine's own. */
function ofEngine(tenant: Tenant): Promise<Ratio> {
  return compare({
    name: 'a headless sign-up, five steps, two REST validations: CPU with the calls',
    baseline: 'the same two calls by fetch; the engine may cost as much again',
    unit: 'ms',
    limit: 2,
    rounds: 30,
    warmUps: 5,
    ours: () => cpuOf(() => signUp(tenant)),
    theirs: () => cpuOf(callTwice),
  });
}

/** Our own policies, or what else is in the folder: reading, resolving and what the emulator adds. */
function ofLoading(): Promise<Ratio> {
  const folder = join(import.meta.dirname, '../policies');
  const options = { policies: [folder], environment: 'Local' };
  return compare({
    name: 'loading policies/ into the emulator',
    baseline: '`flatten` of each relying party, without printing',
    unit: 'ms',
    limit: 1.5,
    rounds: 30,
    warmUps: 10,
    ours: async () => {
      const start = performance.now();
      await openTenant(options);
      return performance.now() - start;
    },
    theirs: async () => timeOf(() => flattenAll(folder)),
  });
}

function flattenAll(folder: string): void {
  const set = readPolicySet({ folders: [folder], environment: 'Local' });
  for (const leaf of set.leaves) {
    const { policy, diagnostics } = resolvePolicy(set, leaf);
    flattenPolicy(policy, diagnostics);
  }
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < journeysPerRound; count += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / journeysPerRound;
}

async function signUp(tenant: Tenant): Promise<void> {
  const opened = await openJourney({ tenant, policy: 'B2C_1A_Bench' });
  await opened.submit(claims);
  if (opened.response?.kind !== 'json') throw new Error('The sign-up did not go through.');
}

async function callTwice(): Promise<void> {
  for (let call = 0; call < callsPerJourney; call += 1) {
    const response = await fetch(api, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(claims),
    });
    await response.json();
  }
}

async function untilItAnswers(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isThere = await callTwice().then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The API of the benchmark does not answer.');
}
