import type { Diagnostic } from '../compiler/diagnostic.ts';
import { fold } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import { type PolicySetRequest, readPolicySet } from '../compiler/policy-set.ts';
import { resolveSet } from '../compiler/resolve.ts';
import { type RunnableTypes, type Unsupported, unsupportedParts } from './unsupported.ts';

/** A relying party's policy, ready to run. */
export interface LoadedPolicy {
  readonly policy: EffectivePolicy;
  /** What a journey that reaches it stops at. */
  readonly unsupported: readonly Unsupported[];
}

/** The policies of a tenant, by PolicyId. */
export interface PolicyLibrary {
  readonly diagnostics: readonly Diagnostic[];
  policies(): readonly LoadedPolicy[];
  find(policyId: string): LoadedPolicy | undefined;
}

/**
 * Reads and resolves every policy below the folders. Faults are diagnostics; a policy with faults can
 * still be run as far as it goes.
 */
export function loadPolicies(request: PolicySetRequest, types: RunnableTypes): PolicyLibrary {
  const { policies, diagnostics } = resolveSet(readPolicySet(request));
  const loaded = new Map(
    policies.map((policy) => [
      fold(policy.policyId),
      { policy, unsupported: unsupportedParts(policy, types) },
    ]),
  );
  return {
    diagnostics,
    policies: () => [...loaded.values()],
    find: (policyId) => loaded.get(fold(policyId)),
  };
}
