import { interruption } from './interruption.ts';
import type { ApplyFlags, PlanFlags } from './policies.ts';
import { applyPlan } from './policies-apply.ts';
import { printOutcome, remainderText } from './policies-apply-report.ts';
import { type Tenant, withTenant } from './policies-connect.ts';
import { type LocalPolicies, readLocalPolicies } from './policies-local.ts';
import { isWork, makePlan } from './policies-plan.ts';
import {
  planDifferences,
  readPlanFile,
  type SavedPlan,
  writePlanFile,
} from './policies-plan-file.ts';
import { planJson, planText, type ToldPlan } from './policies-plan-report.ts';
import { printDiagnostics } from './report.ts';
import { exitCodeOfDiagnostics, UsageError } from './usage.ts';

/** Prints what an upload would do. Returns the exit code: 0 for a plan, whatever it says. */
export async function runPlan(flags: PlanFlags): Promise<number> {
  const local = readLocalPolicies(flags);
  printDiagnostics(local.diagnostics);
  const code = exitCodeOfDiagnostics(local.diagnostics);
  if (code !== 0) return code;
  return withTenant({ graph: flags.graph, tenants: local.tenants }, async (tenant) => {
    const told = await planFor(tenant, local, flags.prune ?? false);
    console.log(flags.json ? planJson(told) : planText(told));
    if (flags.out) {
      writePlanFile(flags.out, tenant.organization.id, flags.prune ?? false, told.plan);
      if (!flags.json)
        console.log(
          `Wrote "${flags.out}": "countersign policies apply --plan ${flags.out}" does it.`,
        );
    }
    return 0;
  });
}

/** Uploads. Returns the exit code: 1 where anything is left to do. */
export async function runApply(flags: ApplyFlags): Promise<number> {
  const saved = wantedPlan(flags);
  const local = readLocalPolicies(flags);
  printDiagnostics(local.diagnostics);
  const code = exitCodeOfDiagnostics(local.diagnostics);
  if (code !== 0) return code;
  return withTenant({ graph: flags.graph, tenants: local.tenants }, async (tenant) => {
    const told = await planFor(tenant, local, saved?.prune ?? flags.prune ?? false);
    const differences = saved ? planDifferences(saved, tenant.organization.id, told.plan) : [];
    if (differences.length > 0) return refusePlan(differences);
    console.log(planText(told));
    return doPlan(tenant, told);
  });
}

/** @throws UsageError where nothing says that the work is wanted */
function wantedPlan({ plan, yes, prune }: ApplyFlags): SavedPlan | undefined {
  if (plan === undefined && !yes) {
    throw new UsageError(
      'An upload needs a plan that somebody has read: --plan <file>, or --yes for one that nobody has.',
    );
  }
  if (plan !== undefined && prune) {
    throw new UsageError('A plan says itself what it deletes: leave out --prune.');
  }
  return plan === undefined ? undefined : readPlanFile(plan);
}

async function planFor(tenant: Tenant, local: LocalPolicies, prune: boolean): Promise<ToldPlan> {
  const plan = await makePlan(local, tenant.policies, prune);
  return { plan, local, organization: tenant.organization };
}

function refusePlan(differences: readonly string[]): number {
  for (const sentence of differences) console.error(sentence);
  console.error('Nothing was uploaded: make a new plan, and read it.');
  return 1;
}

async function doPlan(tenant: Tenant, { plan }: ToldPlan): Promise<number> {
  if (!plan.policies.some(isWork)) return 0;
  let isInterrupted = false;
  void interruption().then(() => {
    isInterrupted = true;
  });
  const outcomes = await applyPlan(plan, {
    tenant: tenant.policies,
    onOutcome: printOutcome,
    isInterrupted: () => isInterrupted,
  });
  const remainder = remainderText(outcomes);
  if (remainder !== undefined) console.error(remainder);
  return remainder === undefined ? 0 : 1;
}
