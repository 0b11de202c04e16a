import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { IdMap } from '../compiler/id-map.ts';
import { digestOf, type Plan, type PlannedPolicy } from './policies-plan.ts';
import { UsageError } from './usage.ts';

const planFile = z.object({
  version: z.literal(1),
  /** The tenant's id. */
  tenant: z.string(),
  prune: z.boolean(),
  policies: z.array(
    z.object({
      policyId: z.string(),
      action: z.enum(['create', 'update', 'same', 'delete', 'keep']),
      /** SHA-256 of what is to be uploaded. */
      digest: z.string().optional(),
      /** SHA-256 of what the tenant had. */
      tenantDigest: z.string().optional(),
    }),
  ),
});

/** A plan as it was written: digests only, no policy. */
export type SavedPlan = z.output<typeof planFile>;

/** Writes what `readPlanFile` reads. */
export function writePlanFile(path: string, tenant: string, prune: boolean, plan: Plan): void {
  const saved: SavedPlan = { version: 1, tenant, prune, policies: plan.policies.map(toSaved) };
  writeFileSync(path, `${JSON.stringify(saved, undefined, 2)}\n`);
}

function toSaved({ policyId, action, local, tenantDigest }: PlannedPolicy) {
  return {
    ...{ policyId, action },
    ...(local && { digest: digestOf(local.content) }),
    ...(tenantDigest !== undefined && { tenantDigest }),
  };
}

/** @throws UsageError where the file is none */
export function readPlanFile(path: string): SavedPlan {
  try {
    return planFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new UsageError(
      `"${path}" is no plan: "countersign policies plan --out <file>" writes one.`,
    );
  }
}

/**
 * What is otherwise than when the plan was made, a sentence each. That something planned is done already,
 * as after an upload that was broken off, is no difference.
 */
export function planDifferences(saved: SavedPlan, tenant: string, plan: Plan): string[] {
  if (saved.tenant !== tenant) return ['The plan is for another tenant.'];
  const now = new IdMap(plan.policies.map((policy) => [policy.policyId, policy] as const));
  const then = new IdMap(saved.policies.map((policy) => [policy.policyId, policy] as const));
  const unplanned = plan.policies
    .filter(({ policyId, action }) => !then.has(policyId) && action !== 'keep')
    .map(({ policyId }) => `"${policyId}" is not in the plan.`);
  return [
    ...saved.policies.flatMap((each) => difference(each, now.get(each.policyId))),
    ...unplanned,
  ];
}

function difference(then: SavedPlan['policies'][number], now: PlannedPolicy | undefined): string[] {
  const { policyId, digest } = then;
  if (digest !== undefined) {
    if (!now?.local) return [`"${policyId}" is no longer in the folders.`];
    if (digestOf(now.local.content) !== digest) return [`"${now.local.file}" has changed.`];
    if (now.action === 'same' || now.tenantDigest === then.tenantDigest) return [];
    return [`"${policyId}" has changed in the tenant.`];
  }
  if (!now || then.action === 'keep') return [];
  if (now.action !== 'delete') return [`"${policyId}" is in the folders now.`];
  return now.tenantDigest === then.tenantDigest ? [] : [`"${policyId}" has changed in the tenant.`];
}
