import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { PolicySetRequest } from '../compiler/policy-set.ts';
import { type LoadedPolicy, loadPolicies, type PolicyLibrary } from './policy-library.ts';
import type { RunnableTypes } from './unsupported.ts';

/** What became of an edit. */
export interface PolicyReload {
  /** Faults of what was read; where files cannot be read, the policies from before go on. */
  readonly diagnostics: readonly Diagnostic[];
  readonly isTaken: boolean;
}

/** The policies of folders as they are now: who edits one has it in the next journey. */
export interface LivePolicies extends PolicyLibrary {
  /** Where they were read from. */
  readonly request: PolicySetRequest;
  /** Reads the folders anew where a file has changed; undefined: none has. Journeys under way keep theirs. */
  refresh(): PolicyReload | undefined;
}

/** Faults that hide all else of a file. */
const hiding = /^(?:file-unreadable|xml-.*|settings-.*)$/;

/** Opens the policies of the folders. */
export function openLivePolicies(request: PolicySetRequest, types: RunnableTypes): LivePolicies {
  let current = loadPolicies(request, types);
  let state = stateOf(request.folders);
  return {
    request,
    get diagnostics() {
      return current.diagnostics;
    },
    get leftOut() {
      return current.leftOut;
    },
    policies: (): readonly LoadedPolicy[] => current.policies(),
    find: (policyId) => current.find(policyId),
    refresh: () => {
      const now = stateOf(request.folders);
      if (now === state) return undefined;
      state = now;
      const read = loadPolicies(request, types);
      const { diagnostics } = read;
      const isTaken = !diagnostics.some(isHiding);
      if (isTaken) current = read;
      return { diagnostics, isTaken };
    },
  };
}

function isHiding({ rule, severity }: Diagnostic): boolean {
  return severity === 'error' && hiding.test(rule);
}

/** Path, time and size of all that policies are read from, as one text. */
function stateOf(folders: readonly string[]): string {
  const patterns = ['**/*.xml', '**/appsettings.json'];
  const files = folders.flatMap((folder) => {
    const options = { cwd: resolve(folder), absolute: true, caseSensitiveMatch: false };
    return globSync(patterns, { ...options, ignore: ['**/node_modules/**'] });
  });
  return files.toSorted().map(stateOfFile).join('\n');
}

function stateOfFile(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return `${file} ${found?.mtimeMs ?? ''} ${found?.size ?? ''}`;
}
