import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { boundDiagnostics } from '../compiler/bounded-diagnostics.ts';
import { type Diagnostic, withoutChanges } from '../compiler/diagnostic.ts';
import { findFaults } from './lint-findings.ts';

const role = 'countersign-lint';

/** Policies whose files are read and judged. */
interface LintedPolicies {
  readonly folders: readonly string[];
  readonly environment: string;
}

/**
 * Lints in a thread of its own: on the main thread no page is served meanwhile. It keeps no process alive.
 * Rejects where the thread fails.
 */
export async function lintInThread(policies: LintedPolicies): Promise<readonly Diagnostic[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Diagnostic[]>();
  const worker = new Worker(import.meta.filename, { workerData: { role, policies } });
  worker.unref();
  worker.once('message', resolve).once('error', reject);
  worker.once('exit', () => reject(new Error('The thread that lints has ended.')));
  return promise;
}

function lint({ folders, environment }: LintedPolicies): readonly Diagnostic[] {
  const found = findFaults({ targets: folders, folders, environment, severities: new Map() });
  return 'misuse' in found ? [] : withoutChanges(boundDiagnostics(found.diagnostics));
}

if (!isMainThread && workerData?.role === role) parentPort?.postMessage(lint(workerData.policies));
