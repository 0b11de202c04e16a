import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { PolicySetRequest } from '../compiler/policy-set.ts';
import { digestOfFiles } from './digest-of-files.ts';
import { PolicyFiles } from './policy-files.ts';
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
  /** Of what the files hold that these policies were read from. */
  readonly digest: string;
  /** Why the files as they are now were not taken; empty where they were. */
  readonly rejected: readonly Diagnostic[];
  /** Reads the folders anew where a file has changed; undefined: none has. Journeys under way keep theirs. */
  refresh(): PolicyReload | undefined;
}

/** Faults that hide all else of a file. */
const hiding = /^(?:file-unreadable|xml-.*|settings-.*)$/;

/** Opens the policies of the folders. */
export function openLivePolicies(request: PolicySetRequest, types: RunnableTypes): LivePolicies {
  const files = new PolicyFiles(request.folders);
  let state = files.state();
  let seen = digestOfFiles(files.paths());
  let current = loadPolicies(request, types);
  let digest = seen;
  let rejected: readonly Diagnostic[] = [];
  return {
    request,
    get digest() {
      return digest;
    },
    get rejected() {
      return rejected;
    },
    get diagnostics() {
      return current.diagnostics;
    },
    get leftOut() {
      return current.leftOut;
    },
    policies: (): readonly LoadedPolicy[] => current.policies(),
    find: (policyId) => current.find(policyId),
    refresh: () => {
      const now = files.state();
      if (now === state) return undefined;
      state = now;
      const content = digestOfFiles(files.paths());
      if (content === seen) return undefined; // saved again, and nothing edited
      seen = content;
      const read = loadPolicies(request, types);
      const { diagnostics } = read;
      rejected = diagnostics.filter(isHiding);
      const isTaken = rejected.length === 0;
      if (isTaken) [current, digest] = [read, content];
      return { diagnostics, isTaken };
    },
  };
}

function isHiding({ rule, severity }: Diagnostic): boolean {
  return severity === 'error' && hiding.test(rule);
}
