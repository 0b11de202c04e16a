import { resolve } from 'node:path';
import { fold } from '../compiler/id-map.ts';
import type { TrustFrameworkPolicy } from '../compiler/model-policy.ts';
import { type PolicyParts, readPolicyParts } from '../compiler/policy-parts.ts';
import { chainOf, type PolicySet, readPolicySet } from '../compiler/policy-set.ts';
import { readSource } from '../compiler/read-source.ts';
import { packageFolder } from './package-files.ts';
import { notFound, requireFolders, UsageError } from './usage.ts';

/** The policies of a project, and the file that takes new elements. */
export interface PolicyChain {
  /** From the root base policy to the file itself. */
  readonly files: readonly [PolicyParts, ...PolicyParts[]];
  readonly target: PolicyParts;
  readonly set: PolicySet;
}

/** A file of the package's policies, such as `TrustFrameworkBase.xml`. */
export function packagePolicy(file: string): PolicyParts {
  return partsOfFile(resolve(packageFolder, 'policies', file));
}

/** Base, localization and extensions of the package. */
export function packagePolicies(): PolicyParts[] {
  return ['Base', 'Localization', 'Extensions'].map((name) =>
    packagePolicy(`TrustFramework${name}.xml`),
  );
}

/**
 * The chain of the policy that is asked for, or of the one that relying parties are based on.
 * @throws UsageError where there is none, or more than one
 */
export function findPolicyChain(folders: readonly string[], policyId?: string): PolicyChain {
  requireFolders(folders);
  const set = readPolicySet({ folders });
  const policy = findTarget(set, policyId);
  const [root, ...others] = chainOf(set, policy).map(({ position }) => partsOfFile(position.file));
  if (!root) throw new Error(`"${policy.position.file}" cannot be read.`);
  const target = others.at(-1) ?? root;
  const tag = target.source.text.slice(target.source.offsetAt(target.root.position));
  if (!tag.startsWith('<TrustFrameworkPolicy')) {
    throw new Error(
      `"${target.source.file}" has a namespace prefix, so nothing was written: paste the elements by hand.`,
    );
  }
  return { files: [root, ...others], target, set };
}

function findTarget(set: PolicySet, policyId: string | undefined): TrustFrameworkPolicy {
  const named = set.policies.filter((each) =>
    policyId === undefined ? !each.relyingParty : fold(each.policyId) === fold(policyId),
  );
  const bases = new Set(named.map((each) => set.bases.get(each)));
  const [first, ...others] = named.filter((each) => !bases.has(each));
  if (!first) {
    const wanted =
      policyId === undefined ? 'policy without a RelyingParty' : `policy "${policyId}"`;
    throw notFound(`There is no ${wanted} that could take the elements.`, set.diagnostics);
  }
  if (others.length === 0) return first;
  const ids = [first, ...others].map((each) => `"${each.policyId}"`);
  throw new UsageError(`${ids.join(', ')} could take the elements: say which with --policy.`);
}

function partsOfFile(path: string): PolicyParts {
  const { source } = readSource(path);
  const parts = source && readPolicyParts(source);
  if (!parts) throw new Error(`"${path}" is no policy that can be read.`);
  return parts;
}
