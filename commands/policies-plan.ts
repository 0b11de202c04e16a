import { createHash } from 'node:crypto';
import { fold, IdMap } from '../compiler/id-map.ts';
import { readPolicy } from '../compiler/read.ts';
import { decodeText } from '../compiler/read-source.ts';
import { isSameXml } from '../compiler/same-xml.ts';
import { Source } from '../compiler/source.ts';
import type { TenantPolicies } from '../graph/tenant.ts';
import type { PolicyDiff } from './diff-policies.ts';
import { effectsOf } from './policies-effects.ts';
import type { LocalPolicies, LocalPolicy } from './policies-local.ts';

/** What is to become of one policy of the tenant. */
export interface PlannedPolicy {
  readonly policyId: string;
  /** `same` needs nothing; `keep` is the tenant's alone, and stays. */
  readonly action: 'create' | 'update' | 'same' | 'delete' | 'keep';
  /** Absent for what the tenant alone has. */
  readonly local?: LocalPolicy;
  /** SHA-256 of what the tenant has now; absent where it has nothing. */
  readonly tenantDigest?: string;
}

/** Whether anything is to be done with it. */
export function isWork({ action }: PlannedPolicy): boolean {
  return action !== 'same' && action !== 'keep';
}

/** An upload before it is done. */
export interface Plan {
  /** In the order of the work: uploads bases first, deletions bases last. */
  readonly policies: readonly PlannedPolicy[];
  /** What relying parties would do differently. */
  readonly effects: readonly PolicyDiff[];
}

/** That many policies are asked for at a time. */
const READERS = 4;

/** Compares local policies with those of the tenant. `prune`: what the tenant alone has is to go. */
export async function makePlan(
  { policies }: LocalPolicies,
  tenant: TenantPolicies,
  prune: boolean,
): Promise<Plan> {
  const contents = await readContents(tenant);
  const local = new IdMap(policies.map((policy) => [policy.policyId, policy] as const));
  const uploads = policies.map((policy) => planUpload(policy, contents.get(policy.policyId)));
  const others = [...contents].filter(([policyId]) => !local.has(policyId));
  const rest = childrenFirst(others).map(
    ([policyId, content]): PlannedPolicy => ({
      policyId,
      action: prune ? 'delete' : 'keep',
      tenantDigest: digestOf(content),
    }),
  );
  const planned = [...uploads, ...rest];
  return { policies: planned, effects: effectsOfPlan(planned, contents) };
}

/** The content of every policy of the tenant. */
export async function readContents(tenant: TenantPolicies): Promise<IdMap<Buffer>> {
  const ids = await tenant.list();
  const contents = new Map<string, Buffer>();
  const queue = ids.values();
  const readers = Array.from({ length: READERS }, async () => {
    for (const policyId of queue) {
      const content = await tenant.read(policyId);
      if (content) contents.set(policyId, content);
    }
  });
  await Promise.all(readers);
  return new IdMap(ids.flatMap((id) => [contents.get(id)].flatMap((c) => (c ? [[id, c]] : []))));
}

/** SHA-256 in hexadecimal. */
export function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function planUpload(local: LocalPolicy, content: Buffer | undefined): PlannedPolicy {
  const { policyId } = local;
  if (!content) return { policyId, action: 'create', local };
  const action = isSameXml(sourceOf(local.content), sourceOf(content)) ? 'same' : 'update';
  return { policyId, action, local, tenantDigest: digestOf(content) };
}

function sourceOf(content: Buffer): Source {
  return new Source('', decodeText(content).text);
}

/** A policy that others inherit from is deleted after them. */
function childrenFirst(policies: readonly [string, Buffer][]): [string, Buffer][] {
  const bases = new Map(
    policies.map(([policyId, content]) => {
      const base = readPolicy(sourceOf(content)).policy?.basePolicy?.policyId;
      return [fold(policyId), base === undefined ? undefined : fold(base)];
    }),
  );
  const level = (policyId: string): number => {
    const seen = new Set<string>();
    for (let id: string | undefined = fold(policyId); id && !seen.has(id); id = bases.get(id)) {
      seen.add(id);
    }
    return seen.size;
  };
  return policies.toSorted(([one], [other]) => level(other) - level(one) || (one < other ? -1 : 1));
}

function effectsOfPlan(
  planned: readonly PlannedPolicy[],
  contents: IdMap<Buffer>,
): readonly PolicyDiff[] {
  const before = new Map([...contents].map(([id, content]) => [fold(id), content]));
  const after = new Map(before);
  for (const { policyId, action, local } of planned) {
    if (action === 'delete') after.delete(fold(policyId));
    else if (local) after.set(fold(policyId), local.content);
  }
  return planned.some(isWork) ? effectsOf(before, after) : [];
}
