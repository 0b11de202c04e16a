import type { EnvironmentChoice } from './app-settings.ts';
import { linkBasePolicies } from './base-policies.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type DisableComment, findDisableComments } from './disable-comments.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import { findPolicyFiles, type PolicyFile } from './policy-files.ts';
import { type PolicyReading, readPolicy } from './read.ts';
import { readSource } from './read-source.ts';

/** Policies that were found together, and who inherits from whom. */
export interface PolicySet {
  /** In the order of the folders given, then by path. */
  readonly policies: readonly TrustFrameworkPolicy[];
  /** Those with a RelyingParty; where there are none, those that no other is based on. */
  readonly leaves: readonly TrustFrameworkPolicy[];
  /** The policy that a policy inherits from. Never a cycle: the link that would close one is left out. */
  readonly bases: ReadonlyMap<TrustFrameworkPolicy, TrustFrameworkPolicy>;
  /** The comments of all files that wave findings through. */
  readonly disableComments: readonly DisableComment[];
  /** Whether an appsettings.json with environments belongs to any of the files. */
  readonly hasSettings: boolean;
  /** Every file could be read, and every base found: what nothing here refers to is unused. */
  readonly isWhole: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface PolicySetRequest extends EnvironmentChoice {
  /** A base policy is looked for in the file's own folder, then in all of these, nearest first. */
  readonly folders: readonly string[];
  /** Told after each file. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A policy, and where its file lies. */
export interface PlacedPolicy {
  readonly policy: TrustFrameworkPolicy;
  readonly file: PolicyFile;
}

/** Reads every policy below the folders. Faults are diagnostics; nothing is thrown for a bad file. */
export function readPolicySet(request: PolicySetRequest): PolicySet {
  const { files, hasSettings, diagnostics } = findPolicyFiles(request.folders, request);
  const found = [...diagnostics];
  const disableComments: DisableComment[] = [];
  const placed: PlacedPolicy[] = [];
  const broken: PolicyReading[] = [];
  for (const [index, file] of files.entries()) {
    const { comments, ...reading } = readFile(file);
    request.onProgress?.(index + 1, files.length);
    disableComments.push(...comments);
    for (const diagnostic of reading.diagnostics) found.push(diagnostic);
    if (reading.policy) placed.push({ policy: reading.policy, file });
    else if (reading.diagnostics.some(({ severity }) => severity === 'error')) broken.push(reading);
  }
  const brokenIds = broken.flatMap(({ policyId }) => policyId ?? []);
  const { bases, diagnostics: chainFaults } = linkBasePolicies(placed, brokenIds);
  for (const diagnostic of chainFaults) found.push(diagnostic);
  const policies = placed.map(({ policy }) => policy);
  const leaves = leavesOf(policies, bases);
  const isLinked = policies.every((policy) => !policy.basePolicy || bases.has(policy));
  const isWhole = broken.length === 0 && isLinked;
  return { policies, leaves, bases, disableComments, hasSettings, isWhole, diagnostics: found };
}

/** The chain that a policy stands in, from the root base policy to itself. */
export function chainOf(set: PolicySet, leaf: TrustFrameworkPolicy): TrustFrameworkPolicy[] {
  const chain: TrustFrameworkPolicy[] = [];
  for (
    let policy: TrustFrameworkPolicy | undefined = leaf;
    policy;
    policy = set.bases.get(policy)
  ) {
    chain.push(policy);
  }
  return chain.reverse();
}

function readFile(file: PolicyFile): PolicyReading & { comments: readonly DisableComment[] } {
  const { source, diagnostics } = readSource(file.path);
  if (!source) return { comments: [], diagnostics };
  const reading = readPolicy(source, file.environment);
  const comments = findDisableComments(source);
  return { ...reading, comments, diagnostics: [...diagnostics, ...reading.diagnostics] };
}

function leavesOf(
  policies: readonly TrustFrameworkPolicy[],
  bases: PolicySet['bases'],
): TrustFrameworkPolicy[] {
  const relyingParties = policies.filter((policy) => policy.relyingParty);
  if (relyingParties.length > 0) return relyingParties;
  const inherited = new Set(bases.values());
  return policies.filter((policy) => !inherited.has(policy));
}
