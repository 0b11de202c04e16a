import { exchange } from '../caller/contract-exchange.ts';
import { harmlessProbe, probesOf } from '../caller/contract-probes.ts';
import type { Keys } from '../caller/keys.ts';
import { IdMap } from '../compiler/id-map.ts';
import { journeyContext } from './call-profile.ts';
import type { SelectedProfile } from './contract-profiles.ts';

/** What is asked whether it takes a caller. */
export interface Acceptance {
  readonly profiles: readonly SelectedProfile[];
  /** The values that a caller would have. */
  readonly keys: Keys;
  /** Waits before all are asked again, in milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
}

/** An app that restarts takes a while, and each of its instances has to be met. */
const rounds = 20;
const pauseMs = 15_000;
const callsEach = 3;
const timeoutMs = 10_000;

/** What our functions say of a request that they let in and cannot read, or refuse for its claims. */
const letIn: ReadonlySet<number> = new Set([200, 400, 409]);

/**
 * The profiles that refuse these credentials, with what they answered; empty: all take them. They are
 * called with requests that nobody can read, so that nothing is done. Asks until all do, for five minutes.
 */
export async function refusingProfiles(acceptance: Acceptance): Promise<readonly string[]> {
  for (let round = 1; ; round += 1) {
    const refusals: string[] = [];
    for (const selected of acceptance.profiles) {
      refusals.push(...(await refusalsOf(selected, acceptance.keys)));
    }
    if (refusals.length === 0 || round === rounds) return refusals;
    await acceptance.wait(pauseMs);
  }
}

async function refusalsOf({ profile, policy }: SelectedProfile, keys: Keys): Promise<string[]> {
  const source = { profile, keys, claims: new IdMap<string>(), canary: 'countersign-keys' };
  const probes = probesOf({ ...source, context: journeyContext(policy, 'en-US') });
  const call = harmlessProbe(probes);
  if (call === undefined) return [`${profile.id} (it cannot be asked without an effect)`];
  if (call.notSent) return [`${profile.id} (${call.notSent.message})`];
  for (let calls = 0; calls < callsEach; calls += 1) {
    const { answer, failure } = await exchange(profile, call, { timeoutMs });
    if (answer === undefined) return [`${profile.id} (${failure?.message ?? 'no answer'})`];
    if (!letIn.has(answer.status)) return [`${profile.id} (${answer.status})`];
  }
  return [];
}
