import type { Organization } from '../graph/tenant.ts';
import { diffText } from './diff-report.ts';
import { stdout } from './flatten-rows.ts';
import type { LocalPolicies } from './policies-local.ts';
import { isWork, type Plan, type PlannedPolicy } from './policies-plan.ts';

/** A plan with what it is for. */
export interface ToldPlan {
  readonly plan: Plan;
  readonly organization: Organization;
  readonly local: LocalPolicies;
}

/** A plan for people: what is done with each policy, then what that does. */
export function planText({ plan, organization, local }: ToldPlan): string {
  const { environments, tenants } = local;
  const named = environments.map((name) => `"${name}"`).join(' and ');
  const place = `${tenants[0] ?? organization.id}${named === '' ? '' : `, environment ${named}`}`;
  const work = plan.policies.filter(isWork).map(workLine);
  return [`Tenant ${place}`, ...work, ...effectLines(plan), countsText(plan)].join('\n');
}

/** A plan for programs. */
export function planJson({ plan, organization, local }: ToldPlan): string {
  const policies = plan.policies.map(({ policyId, action, local: own }) => {
    return { policyId, action, ...(own && { file: own.file }) };
  });
  const { environments } = local;
  return JSON.stringify(
    { organization, environments, policies, effects: plan.effects },
    undefined,
    2,
  );
}

function workLine({ policyId, action, local }: PlannedPolicy): string {
  const text = `${policyId}${local ? `  ${stdout.dim(local.file)}` : ''}`;
  if (action === 'create') return stdout.green(`+ ${text}`);
  return action === 'delete' ? stdout.red(`- ${text}`) : stdout.yellow(`~ ${text}`);
}

function effectLines({ policies, effects }: Plan): string[] {
  if (!policies.some(isWork)) return [];
  return ['', 'What relying parties do differently:', diffText(effects), ''];
}

function countsText({ policies }: Plan): string {
  const words = {
    create: 'to create',
    update: 'to update',
    delete: 'to delete',
    same: 'as they are',
    keep: 'in the tenant alone, kept',
  };
  const counts = Map.groupBy(policies, ({ action }) => action);
  const told = Object.entries(words).flatMap(([action, word]) => {
    const count = counts.get(action as PlannedPolicy['action'])?.length ?? 0;
    return count > 0 ? `${count} ${word}` : [];
  });
  return told.length > 0 ? `${told.join(', ')}.` : 'No policies anywhere.';
}
