import type { Diagnostic } from '../compiler/diagnostic.ts';
import { fold } from '../compiler/id-map.ts';
import type { IgnoredPart } from '../compiler/ignored-parts.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import { type PolicySetRequest, readPolicySet } from '../compiler/policy-set.ts';
import { resolveSet } from '../compiler/resolve.ts';
import { type RunnableTypes, type Unsupported, unsupportedParts } from './unsupported.ts';

/** A relying party's policy, ready to run. */
export interface LoadedPolicy {
  readonly policy: EffectivePolicy;
  /** What a journey that reaches it stops at. */
  readonly unsupported: readonly Unsupported[];
  /** What journeys go on without. */
  readonly ignored: readonly IgnoredPart[];
}

/** A relying party that another one hides. */
export interface LeftOutPolicy {
  readonly policyId: string;
  readonly file: string;
  /** The file of the one that runs. */
  readonly instead: string;
}

/** The policies of a tenant, by PolicyId. */
export interface PolicyLibrary {
  readonly diagnostics: readonly Diagnostic[];
  /** Files whose PolicyId an earlier file has: nobody can run them here. */
  readonly leftOut: readonly LeftOutPolicy[];
  policies(): readonly LoadedPolicy[];
  find(policyId: string): LoadedPolicy | undefined;
}

/**
 * Reads and resolves every policy below the folders. Faults are diagnostics; a policy with faults can
 * still be run as far as it goes.
 */
export function loadPolicies(request: PolicySetRequest, types: RunnableTypes): PolicyLibrary {
  const { policies, diagnostics } = resolveSet(readPolicySet(request));
  const loaded = new Map<string, LoadedPolicy>();
  const leftOut: LeftOutPolicy[] = [];
  for (const policy of policies) {
    const first = loaded.get(fold(policy.policyId));
    if (first) leftOut.push(leaveOut(policy, first.policy));
    else loaded.set(fold(policy.policyId), load(policy, types));
  }
  return {
    ...{ diagnostics, leftOut },
    policies: () => [...loaded.values()],
    find: (policyId) => loaded.get(fold(policyId)),
  };
}

function load(policy: EffectivePolicy, types: RunnableTypes): LoadedPolicy {
  const ignored = policy.chain.flatMap(({ ignoredParts }) => ignoredParts);
  return { policy, unsupported: unsupportedParts(policy, types), ignored };
}

function leaveOut(policy: EffectivePolicy, first: EffectivePolicy): LeftOutPolicy {
  return { policyId: policy.policyId, file: fileOf(policy), instead: fileOf(first) };
}

function fileOf({ chain }: EffectivePolicy): string {
  return chain.at(-1)?.position.file ?? '';
}
