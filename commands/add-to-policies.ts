import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { readElementText } from '../compiler/element-text.ts';
import { fold } from '../compiler/id-map.ts';
import { insertParts } from '../compiler/insert-parts.ts';
import {
  type InsertionConflict,
  type InsertionPlan,
  planInsertion,
} from '../compiler/plan-insertion.ts';
import type { PolicyParts } from '../compiler/policy-parts.ts';
import { attribute } from '../compiler/read-element.ts';
import { decodeText, encodeText } from '../compiler/read-source.ts';
import { settingsTokensIn } from '../compiler/settings-tokens.ts';
import type { ElementName } from '../compiler/slice.ts';
import { Source } from '../compiler/source.ts';
import type { FilePlan } from './file-plan.ts';
import type { PolicyChain } from './policy-chain.ts';

/** What is to be added to the policies of a project. */
export interface PolicyAddition {
  readonly chain: PolicyChain;
  readonly ours: readonly PolicyParts[];
  readonly names: readonly ElementName[];
  /** A policy file that is taken over as a whole, and its name. */
  readonly own?: { readonly file: string; readonly parts: PolicyParts };
  readonly isElsewhere?: (element: ElementName) => boolean;
}

/** What was planned. */
export interface AddedToPolicies {
  readonly texts: readonly string[];
  readonly absent: InsertionPlan['absent'];
}

/**
 * Plans the changed extensions file, and the policy file of a scenario that has one.
 * @throws Error that names file and line of each element that says something else already
 */
export function addToPolicies(plan: FilePlan, addition: PolicyAddition): AddedToPolicies {
  const { chain, own } = addition;
  const { target } = chain;
  const { parts, conflicts, absent } = plannedParts(addition);
  if (conflicts.length > 0) throw new Error(conflicts.map(tellConflict).join('\n'));
  if (parts.length > 0) insertInto(plan, target.source.file, parts);
  const text = own && adapted(own.parts, target);
  if (own && text !== undefined) addFile(plan, addition, { file: own.file, text });
  return { texts: [...parts.map((part) => part.text), text ?? ''], absent };
}

/** Fetches tokens for our API: a project may well have changed it. */
export const tokenProfileId = 'REST-AcquireAccessToken';

/** A profile that takes its token from a claim needs one that fetches it. */
function plannedParts({ chain, ours, names, own, isElsewhere }: PolicyAddition): InsertionPlan {
  const request = {
    ...{ ours, theirs: chain.files, names },
    ...(own && { whole: own.parts }),
    ...(isElsewhere && { isElsewhere }),
  };
  const planned = planInsertion(request);
  if (!planned.parts.some(({ text }) => text.includes('"REST-Common-Bearer"'))) return planned;
  const also = [{ kind: 'technical profile', id: tokenProfileId }] as const;
  return planInsertion({ ...request, also });
}

function tellConflict({ kind, id, position: { file, line } }: InsertionConflict): string {
  return `${file}:${line} has a ${kind} "${id}" that says something else: rename or remove it. Nothing was written.`;
}

function insertInto(plan: FilePlan, file: string, parts: InsertionPlan['parts']): void {
  const decoded = decodeText(readFileSync(file));
  const text = insertParts(new Source(file, decoded.text), parts);
  plan.change(file, encodeText({ ...decoded, text }));
}

function addFile(
  plan: FilePlan,
  { chain, own }: PolicyAddition,
  { file, text }: { readonly file: string; readonly text: string },
): void {
  const path = posix.join(posix.dirname(chain.target.source.file), file);
  const id = own?.parts.policy.policyId ?? '';
  const other = chain.set.policies.find((each) => fold(each.policyId) === fold(id));
  if (other && other.position.file !== path) {
    throw new Error(
      `${other.position.file}:${other.position.line} is the policy "${id}" already: rename or remove it. Nothing was written.`,
    );
  }
  plan.create(path, text);
}

/** Ours is based on our extensions, in a tenant of settings: theirs may be called otherwise. */
function adapted({ source, root }: PolicyParts, target: PolicyParts): string {
  const tenant = attribute(target.root, 'TenantId') ?? '';
  const mode = attribute(target.root, 'DeploymentMode') ?? 'Production';
  return withBase(source, root, target.policy.policyId)
    .replaceAll('{Settings:Tenant}', tenant)
    .replaceAll('{Settings:DeploymentMode}', mode);
}

function withBase(source: Source, root: PolicyParts['root'], policyId: string): string {
  const { text } = source;
  const base = root.children.find(({ name }) => name === 'BasePolicy');
  const id = base?.children.find(({ name }) => name === 'PolicyId');
  const content = id && readElementText(text, source.offsetAt(id.position))?.content;
  if (!content) return text;
  return `${text.slice(0, content.start)}${policyId}${text.slice(content.end)}`;
}

/** The names of settings that texts need, without those that every policy of the tenant has. */
export function neededTokens({ texts }: AddedToPolicies): string[] {
  return settingsTokensIn(texts).filter((name) => name !== 'Tenant');
}
