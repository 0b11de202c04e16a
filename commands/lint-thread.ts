import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { boundDiagnostics } from '../compiler/bounded-diagnostics.ts';
import { type Diagnostic, withoutChanges } from '../compiler/diagnostic.ts';
import { findFaults } from './lint-findings.ts';

const role = 'countersign-lint';

/**
 * What `countersign lint` says of the folders: of their environment for production, for what belongs to
 * this machine (http, DeploymentMode) is no fault here. In a thread of its own: on the main thread no page
 * would be served meanwhile. It keeps no process alive. Rejects where the thread fails.
 */
export async function lintInThread(folders: readonly string[]): Promise<readonly Diagnostic[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Diagnostic[]>();
  const worker = new Worker(import.meta.filename, { workerData: { role, folders } });
  worker.unref();
  worker.once('message', resolve).once('error', reject);
  worker.once('exit', () => reject(new Error('The thread that lints has ended.')));
  return promise;
}

function lint(folders: readonly string[]): readonly Diagnostic[] {
  const found = findFaults({ targets: folders, folders, severities: new Map() });
  return 'misuse' in found ? [] : withoutChanges(boundDiagnostics(found.diagnostics));
}

if (!isMainThread && workerData?.role === role) parentPort?.postMessage(lint(workerData.folders));
