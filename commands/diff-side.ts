import { existsSync, statSync } from 'node:fs';
import { posix, relative, sep } from 'node:path';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import type { DiffFlags } from './diff.ts';
import { checkOut, parseRevision, type Revision } from './diff-revision.ts';
import { findPolicies, findPolicy } from './flatten-find.ts';
import { notFound, UsageError } from './usage.ts';

/** One side of a comparison. */
export interface Side {
  /** A folder has many policies, even where it has one. */
  readonly isFolder: boolean;
  /** By PolicyId; where several have one, the file is named too. */
  readonly policies: ReadonlyMap<string, EffectivePolicy>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a policy file, a folder, a PolicyId or `REVISION:path`.
 * @throws UsageError where there is no such thing, or it holds no policy
 */
export function readSide(text: string, flags: DiffFlags): Side {
  const revision = parseRevision(text);
  const side = revision ? readRevision(revision, flags) : readPath(text, flags);
  if (side.policies.size === 0)
    throw notFound(`There is no policy in "${text}".`, side.diagnostics);
  return side;
}

function readRevision({ revision, path }: Revision, flags: DiffFlags): Side {
  const isFile = /\.xml$/i.test(path);
  const folders = [isFile ? posix.dirname(path) : path, ...(flags.policies ?? [])];
  const checkout = checkOut(
    revision,
    folders.map((folder) => posix.normalize(folder)),
  );
  try {
    if (!existsSync(checkout.place(path))) {
      throw new UsageError(`The revision "${revision}" has no policies in "${path}".`);
    }
    const policies = flags.policies?.map(checkout.place);
    const side = readPath(checkout.place(path), { ...flags, ...(policies ? { policies } : {}) });
    const top = checkout.place('');
    return {
      ...side,
      diagnostics: side.diagnostics.map((each) => inRevision(each, top, revision)),
    };
  } finally {
    checkout.remove();
  }
}

/** A place in the revision, for the files on this machine are gone when it is read. */
function inRevision(diagnostic: Diagnostic, top: string, revision: string): Diagnostic {
  const { position } = diagnostic;
  const path = relative(top, position.file).split(sep).join('/');
  return { ...diagnostic, position: { ...position, file: `${revision}:${path}` } };
}

function readPath(path: string, { policies: bases, env }: DiffFlags): Side {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const { policy, diagnostics } = findPolicy({ policy: path, policies: bases, env });
    return toSide(path, policy ? [policy] : [], diagnostics);
  }
  return readFolderSide(path, { policies: bases ?? [], env });
}

/** Reads a folder, which may be empty, with bases in others. */
export function readFolderSide(
  path: string,
  { policies: bases, env }: { policies: readonly string[]; env?: string | undefined } = {
    policies: [],
  },
): Side {
  const { policies, diagnostics } = findPolicies({ policies: [path, ...bases], env });
  const inFolder = policies.filter(({ chain }) => isBelow(path, chain.at(-1)?.position.file ?? ''));
  return { ...toSide(path, inFolder, diagnostics), isFolder: true };
}

function toSide(
  path: string,
  policies: readonly EffectivePolicy[],
  diagnostics: readonly Diagnostic[],
): Side {
  return {
    isFolder: false,
    policies: new Map(policies.map((policy) => [nameOf(policy, policies, path), policy])),
    diagnostics,
  };
}

function nameOf(policy: EffectivePolicy, all: readonly EffectivePolicy[], path: string): string {
  const { policyId, chain } = policy;
  if (all.filter((other) => other.policyId === policyId).length === 1) return policyId;
  return `${policyId} (${relative(path, chain.at(-1)?.position.file ?? '')})`;
}

function isBelow(folder: string, file: string): boolean {
  return !relative(folder, file).startsWith('..');
}
