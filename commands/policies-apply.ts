import { fold } from '../compiler/id-map.ts';
import { GraphRefused } from '../graph/faults.ts';
import type { TenantPolicies } from '../graph/tenant.ts';
import { digestOf, isWork, type Plan, type PlannedPolicy } from './policies-plan.ts';

/** What became of one policy that something was to be done with. */
export interface PolicyOutcome {
  readonly policy: PlannedPolicy;
  /** `unknown`: the connection broke, and Graph could not be asked what it had taken. */
  readonly state: 'done' | 'refused' | 'unknown' | 'untouched';
  /** Why, where it is not done: Graph's own words for `refused`. */
  readonly reason?: string;
}

/** How the work goes on. */
export interface ApplyOptions {
  readonly tenant: TenantPolicies;
  /** Told after each policy, in the order of the work. */
  readonly onOutcome: (outcome: PolicyOutcome) => void;
  /** Whether somebody wants it to end; asked before each policy. */
  readonly isInterrupted: () => boolean;
}

/**
 * Does what a plan says, one policy after the other. What B2C refuses stops only what inherits from it;
 * anything else that goes wrong stops all, and deletions begin only when everything is uploaded.
 */
export async function applyPlan(plan: Plan, options: ApplyOptions): Promise<PolicyOutcome[]> {
  const work = new Work(options);
  for (const policy of plan.policies.filter(isWork)) await work.next(policy);
  return work.outcomes;
}

class Work {
  readonly outcomes: PolicyOutcome[] = [];
  readonly #options: ApplyOptions;
  readonly #failed = new Set<string>();
  #stop: string | undefined;

  constructor(options: ApplyOptions) {
    this.#options = options;
  }

  async next(policy: PlannedPolicy): Promise<void> {
    const obstacle = this.#obstacle(policy);
    const outcome: PolicyOutcome = obstacle
      ? { policy, state: 'untouched', reason: obstacle }
      : await this.#do(policy);
    if (outcome.state !== 'done') this.#failed.add(fold(policy.policyId));
    this.outcomes.push(outcome);
    this.#options.onOutcome(outcome);
  }

  #obstacle({ action, local }: PlannedPolicy): string | undefined {
    if (this.#options.isInterrupted()) this.#stop ??= 'it was interrupted';
    if (this.#stop !== undefined) return this.#stop;
    if (action === 'delete' && this.#failed.size > 0) return 'not everything is uploaded';
    const base = local?.baseId;
    if (base === undefined || !this.#failed.has(fold(base))) return undefined;
    return `its base "${base}" is not uploaded`;
  }

  async #do(policy: PlannedPolicy): Promise<PolicyOutcome> {
    const { tenant } = this.#options;
    try {
      const before = digestIn(await tenant.read(policy.policyId));
      if (before !== policy.tenantDigest) return this.#changedMeanwhile(policy);
    } catch (fault) {
      this.#stop = sentenceOf(fault);
      return { policy, state: 'untouched', reason: this.#stop };
    }
    try {
      if (policy.local) await tenant.write(policy.policyId, policy.local.content);
      else await tenant.remove(policy.policyId);
      return { policy, state: 'done' };
    } catch (fault) {
      return this.#failure(policy, fault);
    }
  }

  #changedMeanwhile(policy: PlannedPolicy): PolicyOutcome {
    this.#stop = `"${policy.policyId}" was changed by somebody else in the meantime`;
    return { policy, state: 'untouched', reason: this.#stop };
  }

  async #failure(policy: PlannedPolicy, fault: unknown): Promise<PolicyOutcome> {
    if (fault instanceof GraphRefused) {
      if (fault.status !== 400) this.#stop = 'Microsoft Graph refuses more than this policy';
      return { policy, state: 'refused', reason: fault.detail };
    }
    this.#stop = sentenceOf(fault);
    return { policy, ...(await this.#whatIsThere(policy)), reason: this.#stop };
  }

  /** After a connection that broke: was it taken, or not? */
  async #whatIsThere(policy: PlannedPolicy): Promise<Pick<PolicyOutcome, 'state'>> {
    try {
      const digest = digestIn(await this.#options.tenant.read(policy.policyId));
      const wanted = policy.local && digestOf(policy.local.content);
      if (digest === wanted) return { state: 'done' };
      return { state: digest === policy.tenantDigest ? 'untouched' : 'unknown' };
    } catch {
      return { state: 'unknown' };
    }
  }
}

function digestIn(content: Buffer | undefined): string | undefined {
  return content && digestOf(content);
}

/** Without its end, for it becomes part of another one. */
function sentenceOf(fault: unknown): string {
  return (fault instanceof Error ? fault.message : String(fault)).replace(/\.$/, '');
}
