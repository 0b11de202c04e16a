import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { describeBackend } from '../compiler/backend.ts';
import { type Diagnostic, sortDiagnostics } from '../compiler/diagnostic.ts';
import { applyDisableComments } from '../compiler/disable-comments.ts';
import { fold } from '../compiler/id-map.ts';
import { applyRules } from '../compiler/lint.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import type { TrustFrameworkPolicy } from '../compiler/model-policy.ts';
import { type PolicySet, readPolicySet } from '../compiler/policy-set.ts';
import { resolveSet } from '../compiler/resolve.ts';
import { ruleCatalog } from '../compiler/rule-catalog.ts';
import { rules } from '../compiler/rules/index.ts';
import { softenTokens } from '../compiler/tool-tokens.ts';
import { type Severities, withSeverities } from './lint-severities.ts';
import { withProgress } from './progress.ts';
import { readProject } from './project.ts';

/** Which files are judged, and where the policies they inherit from may be. */
export interface LintRequest {
  readonly targets: readonly string[];
  readonly folders: readonly string[];
  readonly environment?: string;
  readonly severities: Severities;
}

/** What is wrong with the files that were asked about, by place. */
export interface LintFindings {
  /** Those that were asked about. */
  readonly policies: readonly TrustFrameworkPolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reading, resolving, generating and every rule, less what comments and `--rule` leave out. */
export function findFaults(request: LintRequest): LintFindings | { readonly misuse: string } {
  const { folders, environment } = request;
  const set = withProgress('Reading policies', (onProgress) =>
    readPolicySet({ folders, onProgress, ...(environment ? { environment } : {}) }),
  );
  const noEnvironment = set.diagnostics.find(({ rule }) => rule === 'settings-environment');
  if (noEnvironment) return { misuse: noEnvironment.message };
  return faultsIn(set, request);
}

/** What is wrong with policies that have been read. */
export function faultsIn(
  set: PolicySet,
  { targets, severities }: Pick<LintRequest, 'targets' | 'severities'>,
): LintFindings {
  const resolved = resolveSet(set);
  const active = rules.filter(({ name }) => severities.get(fold(name)) !== 'off');
  const found = [
    ...resolved.diagnostics,
    ...generatingFaults(resolved.policies),
    ...withProgress('Applying rules', (onProgress) => applyRules(resolved, active, onProgress)),
  ];
  const names = ruleCatalog().keys();
  const weighed = softenTokens(sortDiagnostics(found));
  const left = applyDisableComments(weighed, set.disableComments, names);
  const asked = left.filter(({ position }) => isAsked(position.file, targets));
  const policies = set.policies.filter(({ position }) => isAsked(position.file, targets));
  return { policies, diagnostics: sortDiagnostics(withSeverities(asked, severities)) };
}

/**
 * What generating says of RESTful technical profiles. Routes and names matter to a backend of
 * ours only, so to a project with a countersign.json; claim types have rules of their own.
 */
function generatingFaults(policies: readonly EffectivePolicy[]): Diagnostic[] {
  const project = readProject();
  const request = { ...project, policies, keepsErrors: true };
  const every = describeBackend({ ...request, everything: true }).diagnostics;
  const ofProfiles = every.filter(({ rule }) => rule.startsWith('rest-'));
  if (!existsSync('countersign.json')) return ofProfiles;
  const ours = describeBackend({ ...request, everything: false }).diagnostics;
  const ofProject = ours.filter(({ rule }) => !/^(?:rest|claim)-/.test(rule));
  return [...project.diagnostics, ...ofProject, ...ofProfiles];
}

/** Whatever is no policy, like a settings file, concerns all. */
function isAsked(file: string, targets: readonly string[]): boolean {
  if (!/\.xml$/i.test(file)) return true;
  const path = resolve(file);
  return targets.some((target) => {
    const folder = resolve(target);
    return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
  });
}
