import { pbkdf2Sync, scryptSync } from 'node:crypto';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Recipe } from './legacy-hash.ts';

/** Makes keys of passwords, one at a time. */
export interface Hasher {
  /** What the recipe makes of the password. Rejects where the thread ends. */
  derive(password: string, recipe: Recipe): Promise<Uint8Array>;
}

/** As a module, built or not, and in the CommonJS bundle. */
const thisFile = typeof __filename === 'string' ? __filename : import.meta.filename;
const role = 'countersign-migration-hashes';

/**
 * A hasher that works in a thread of its own: half a second of hashing on the main thread would be half
 * a second in which no call is answered. The thread starts at the first password and after a failure,
 * and keeps no process alive.
 */
export function startHasher(): Hasher {
  let worker: Worker | undefined;
  return {
    async derive(password, recipe) {
      worker ??= new Worker(thisFile, { workerData: { role }, env: {}, execArgv: [] });
      try {
        return await ask(worker, { password, recipe });
      } catch (error) {
        void worker.terminate();
        worker = undefined;
        throw error;
      }
    },
  };
}

interface Question {
  readonly password: string;
  readonly recipe: Recipe;
}

async function ask(worker: Worker, question: Question): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const end = () => reject(new Error('The thread that hashes has ended.'));
  worker.ref();
  worker.once('message', resolve).once('error', reject).once('exit', end);
  worker.postMessage(question);
  try {
    return await promise;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', end);
    worker.unref();
  }
}

/** Bundled it has no named exports. */
async function hashWasm() {
  const { default: functions } = await import('hash-wasm');
  return functions;
}

/** bcrypt knows no more of a password, and its libraries leave the rest away. */
const bcryptBytes = 72;

async function derive({ password, recipe }: Question): Promise<Uint8Array> {
  const { salt } = recipe;
  switch (recipe.algorithm) {
    case 'pbkdf2':
      return pbkdf2Sync(password, salt, recipe.iterations, recipe.length, recipe.digest);
    case 'scrypt': {
      const { ln, r, p, length } = recipe;
      const N = 2 ** ln;
      return scryptSync(password, salt, length, { N, r, p, maxmem: 256 * N * r });
    }
    case 'bcrypt': {
      const { bcrypt } = await hashWasm();
      const bytes = Buffer.from(password).subarray(0, bcryptBytes);
      const costFactor = recipe.cost;
      const key = await bcrypt({ password: bytes, salt, costFactor, outputType: 'binary' });
      return key.subarray(0, 23); // the 24th byte is in no stored hash
    }
    case 'argon2id': {
      const { argon2id } = await hashWasm();
      const { memoryKib, passes, lanes, length } = recipe;
      const work = { memorySize: memoryKib, iterations: passes, parallelism: lanes };
      const output = { hashLength: length, outputType: 'binary' } as const;
      return argon2id({ password, salt, ...work, ...output });
    }
  }
}

if (!isMainThread && workerData?.role === role) {
  parentPort?.on('message', async (question: Question) => {
    parentPort?.postMessage(await derive(question));
  });
}
