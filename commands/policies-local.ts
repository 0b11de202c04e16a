import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { withoutPositions } from '../compiler/flatten.ts';
import { fold } from '../compiler/id-map.ts';
import type { TrustFrameworkPolicy } from '../compiler/model-policy.ts';
import { findPolicyFiles } from '../compiler/policy-files.ts';
import { chainOf, type PolicySet } from '../compiler/policy-set.ts';
import { readPolicy } from '../compiler/read.ts';
import { decodeText, displayPath, encodeText } from '../compiler/read-source.ts';
import { type Environment, renderSettingsTokens } from '../compiler/settings-tokens.ts';
import { Source } from '../compiler/source.ts';
import { readFolders } from './flatten-find.ts';
import { useExistingBaseline } from './lint-baseline.ts';
import { faultsIn } from './lint-findings.ts';
import type { PlanFlags } from './policies.ts';
import { UsageError } from './usage.ts';

/** A policy as it is uploaded. */
export interface LocalPolicy {
  readonly policyId: string;
  /** As the user would write it. */
  readonly file: string;
  /** The policy it inherits from. */
  readonly baseId?: string;
  /** With the settings of its environment in place; encoding, line ends and all else as in the file. */
  readonly content: Buffer;
}

/** The policies of some folders, ready for a tenant. */
export interface LocalPolicies {
  /** Each after what it inherits from. */
  readonly policies: readonly LocalPolicy[];
  /** Every name that the policies or their environments give their tenant: those of one tenant, if all is well. */
  readonly tenants: readonly string[];
  /** The names of the environments whose settings were put in; mostly one. */
  readonly environments: readonly string[];
  /** What reading and lint found, less notices. With an error among them, nothing is to be uploaded. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads, lints, renders and orders the policies below the folders.
 * @throws UsageError where there are none, or the environment or the baseline is not there
 */
export function readLocalPolicies({ policies, env, baseline }: PlanFlags): LocalPolicies {
  const folders = policies ?? ['policies'];
  const set = readFolders(folders, env);
  if (set.policies.length + set.diagnostics.length === 0) {
    throw new UsageError(`There is no policy in ${folders.map((each) => `"${each}"`).join(', ')}.`);
  }
  const { diagnostics } = faultsIn(set, { targets: folders, severities: new Map() });
  const left = useExistingBaseline(baseline, diagnostics).left;
  const environments = environmentsOf(folders, env);
  const inOrder = uploadOrder(set);
  requireDistinctIds(inOrder);
  return {
    policies: inOrder.map((policy) => render(policy, environments)),
    tenants: tenantsOf(inOrder, environments),
    environments: distinct([...environments.values()].map(({ name }) => name)),
    diagnostics: left.flatMap(worthStopping),
  };
}

/** A token that nobody replaces is a warning to lint, for another tool may know it; here there is no other tool. */
function worthStopping(diagnostic: Diagnostic): Diagnostic[] {
  if (diagnostic.severity === 'notice') return [];
  return [diagnostic.rule === 'settings-token' ? { ...diagnostic, severity: 'error' } : diagnostic];
}

/** By file, those that an appsettings.json belongs to. */
function environmentsOf(folders: readonly string[], env?: string): Map<string, Environment> {
  const { files } = findPolicyFiles(folders, env ? { environment: env } : {});
  return new Map(
    files.flatMap(({ path, environment }) =>
      environment ? [[displayPath(path), environment] as const] : [],
    ),
  );
}

/** A base has a shorter chain than what inherits from it; of equal ones the file's name decides. */
function uploadOrder(set: PolicySet): TrustFrameworkPolicy[] {
  const placed = set.policies.map((policy) => ({ policy, level: chainOf(set, policy).length }));
  const byFile = ({ position: a }: TrustFrameworkPolicy, { position: b }: TrustFrameworkPolicy) =>
    a.file < b.file ? -1 : 1;
  return placed
    .sort((one, other) => one.level - other.level || byFile(one.policy, other.policy))
    .map(({ policy }) => policy);
}

/** Folders may hold several sets; a tenant holds one. */
function requireDistinctIds(policies: readonly TrustFrameworkPolicy[]): void {
  for (const same of Map.groupBy(policies, ({ policyId }) => fold(policyId)).values()) {
    const [first, second] = same;
    if (!first || !second) continue;
    const files = `"${first.position.file}" and "${second.position.file}"`;
    throw new UsageError(
      `Both ${files} are "${first.policyId}", and a tenant has one of a name: choose with --policies.`,
    );
  }
}

function tenantsOf(
  policies: readonly TrustFrameworkPolicy[],
  environments: ReadonlyMap<string, Environment>,
): string[] {
  const named = policies.flatMap(({ tenantId, basePolicy, position }) => [
    tenantId,
    basePolicy?.tenantId ?? '',
    environments.get(position.file)?.tenant ?? '',
  ]);
  return distinct(named.map((name) => name.trim()).filter((name) => name !== ''));
}

function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [fold(name), name])).values()];
}

function render(
  policy: TrustFrameworkPolicy,
  environments: ReadonlyMap<string, Environment>,
): LocalPolicy {
  const { policyId, basePolicy, position } = policy;
  const { file } = position;
  const decoded = decodeText(readFileSync(resolve(file)));
  const text = renderSettingsTokens(decoded.text, file, environments.get(file));
  requireSameMeaning(policy, text);
  const content = encodeText({ ...decoded, text });
  return { policyId, file, content, ...(basePolicy && { baseId: basePolicy.policyId }) };
}

/** Lint has judged what tokens stand for as words; as text they must not become elements. */
function requireSameMeaning(policy: TrustFrameworkPolicy, text: string): void {
  const { file } = policy.position;
  const rendered = readPolicy(new Source(file, text)).policy;
  const meaning = (each: TrustFrameworkPolicy) => JSON.stringify(withoutPositions(each));
  if (rendered && meaning(rendered) === meaning(policy)) return;
  throw new Error(
    `With its settings in place "${file}" says something else: write "<", "&" and quotes in appsettings.json as "&lt;", "&amp;" and "&quot;".`,
  );
}
