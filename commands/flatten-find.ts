import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import type { TrustFrameworkPolicy } from '../compiler/model-policy.ts';
import { chainOf, type PolicySet, readPolicySet } from '../compiler/policy-set.ts';
import { resolvePolicy, worthTelling } from '../compiler/resolve.ts';
import { SettingsFiles } from '../compiler/settings-files.ts';
import { withProgress } from './progress.ts';
import { notFound, requireFolders, UsageError } from './usage.ts';

/** Which policy is meant, and where to look for it and its bases. */
export interface PolicyQuery {
  /** A file, or a PolicyId. */
  readonly policy: string;
  readonly policies?: readonly string[] | undefined;
  readonly env?: string | undefined;
}

/** An effective policy, with the faults of its chain; no policy where the file is none. */
export interface FoundPolicy {
  readonly policy?: EffectivePolicy;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds a policy by file or PolicyId, and resolves it. The bases of a file are looked for in its own
 * folder, then in the folders given.
 * @throws UsageError when there is no such policy, or more than one
 */
export function findPolicy(query: PolicyQuery): FoundPolicy {
  const isFile = statSync(query.policy, { throwIfNoEntry: false })?.isFile() ?? false;
  if (!isFile && isPath(query.policy)) throw new UsageError(noFile(query.policy));
  const folders = isFile
    ? [dirname(query.policy), ...(query.policies ?? [])]
    : (query.policies ?? ['policies']);
  const set = readFolders(folders, query.env);
  const leaf = isFile ? policyIn(set, query.policy) : policyNamed(set, query.policy, folders);
  if (!leaf) return { diagnostics: diagnosticsOf(set, query.policy) };
  const { policy, diagnostics } = resolvePolicy(set, leaf);
  return {
    policy,
    diagnostics: [...chainDiagnostics(set, leaf), ...worthTelling(policy, diagnostics)],
  };
}

/** Every relying party below folders, with all that is wrong there. */
export interface FoundPolicies {
  readonly policies: readonly EffectivePolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves every relying party below the folders.
 * @throws UsageError when a folder or the environment is not there
 */
export function findPolicies(query: Omit<PolicyQuery, 'policy'>): FoundPolicies {
  const set = readFolders(query.policies ?? ['policies'], query.env);
  const resolved = set.leaves.map((leaf) => resolvePolicy(set, leaf));
  const faults = resolved.map((part) => worthTelling(part.policy, part.diagnostics));
  const diagnostics = [set.diagnostics, ...faults].flat();
  return { policies: resolved.map(({ policy }) => policy), diagnostics };
}

/**
 * Reads every policy below the folders.
 * @throws UsageError when a folder or the environment is not there
 */
export function readFolders(
  folders: readonly string[],
  environment: string | undefined,
): PolicySet {
  requireFolders(folders);
  const set = withProgress('Reading policies', (onProgress) =>
    readPolicySet({ folders, onProgress, ...(environment ? { environment } : {}) }),
  );
  if (environment) requireEnvironment(set, folders, environment);
  return set;
}

/** A PolicyId has neither an extension nor a folder. */
function isPath(text: string): boolean {
  return /\.xml$|[/\\]/i.test(text) || statSync(text, { throwIfNoEntry: false }) !== undefined;
}

function noFile(path: string): string {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder
    ? `"${path}" is a folder: name a policy file or a PolicyId.`
    : `There is no file "${path}".`;
}

/** Where no appsettings.json reaches the policies, asking for an environment is a mistake. */
function requireEnvironment(set: PolicySet, folders: readonly string[], environment: string): void {
  if (set.diagnostics.some(({ rule }) => rule.startsWith('settings-'))) return;
  const settings = new SettingsFiles({ environment });
  const hasSettings = set.policies.some(({ position }) => {
    const path = resolve(position.file);
    const top = folders.map((folder) => resolve(folder)).find((above) => isBelow(path, above));
    return top !== undefined && settings.environmentOf(dirname(path), top) !== undefined;
  });
  if (hasSettings) return;
  throw new UsageError(`No appsettings.json has an environment "${environment}" for the policies.`);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function policyIn(set: PolicySet, file: string): TrustFrameworkPolicy | undefined {
  const path = resolve(file);
  const policy = set.policies.find(({ position }) => resolve(position.file) === path);
  if (policy || set.diagnostics.some(({ position }) => resolve(position.file) === path)) {
    return policy;
  }
  const reason = /\.xml$/i.test(file)
    ? 'appsettings.json says that builds go there'
    : 'its name does not end with ".xml"';
  throw new UsageError(`"${file}" is not read as a policy: ${reason}.`);
}

function policyNamed(
  set: PolicySet,
  policyId: string,
  folders: readonly string[],
): TrustFrameworkPolicy {
  const named = set.policies.filter((policy) => fold(policy.policyId) === fold(policyId));
  const [first, ...others] = named;
  if (!first) {
    const known = set.policies.map((policy) => policy.policyId);
    const places = folders.map((folder) => `"${folder}"`).join(' or ');
    const hint = didYouMean(policyId, known);
    const message = `There is no policy "${policyId}" in ${places}.${hint}`;
    throw notFound(message, set.diagnostics);
  }
  if (others.length === 0) return first;
  const files = named.map(({ position }) => `\n  ${position.file}`).join('');
  throw new UsageError(`Several files have the PolicyId "${policyId}"; name one of them:${files}`);
}

function diagnosticsOf(set: PolicySet, file: string): Diagnostic[] {
  return set.diagnostics.filter(({ position }) => resolve(position.file) === resolve(file));
}

/** Not those of other policies in the folders; but of a chain that breaks off, what cannot be read. */
function chainDiagnostics(set: PolicySet, leaf: TrustFrameworkPolicy): Diagnostic[] {
  const chain = new Set(chainOf(set, leaf));
  const [root] = chain;
  const files = new Map(set.policies.map((policy) => [policy.position.file, policy]));
  return set.diagnostics.filter(({ position, rule }) => {
    const policy = files.get(position.file);
    if (policy) return chain.has(policy);
    return root?.basePolicy !== undefined || rule.startsWith('settings-');
  });
}
