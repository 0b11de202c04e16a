import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpFunction } from './router.ts';

/** Judges the keys that callers send. */
export interface Keys {
  /** Whether a request may call a function, by the function's authLevel. */
  allow(found: HttpFunction, request: IncomingMessage): boolean;
  /** Whether a request comes with the master key. */
  isMaster(request: IncomingMessage): boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Keys from the environment: `HostKeys__Master` opens everything, `HostKeys__Function` every function
 * of level "function", `HostKeys__Function__<name>` that one. A key that is not set opens nothing.
 * @see facts runtime 1, "authLevel function/admin"
 */
export function readKeys(environment: Environment): Keys {
  const master = environment['HostKeys__Master'];
  const isMaster = (request: IncomingMessage) => isSameKey(keyOf(request), master);
  return {
    isMaster,
    allow({ authLevel, registered }, request) {
      if (authLevel === 'anonymous' || isMaster(request)) return true;
      if (authLevel !== 'function') return false;
      const key = keyOf(request);
      const ofFunction = environment[`HostKeys__Function__${registered.name}`];
      return isSameKey(key, environment['HostKeys__Function']) || isSameKey(key, ofFunction);
    },
  };
}

/** The header wins over the query parameter. */
function keyOf({ headers, url = '' }: IncomingMessage): string | undefined {
  const header = headers['x-functions-key'];
  if (typeof header === 'string' && header !== '') return header;
  const start = url.indexOf('?');
  return (start < 0 ? null : new URLSearchParams(url.slice(start)).get('code')) ?? undefined;
}

/** Compares digests, so that the time it takes tells neither content nor length. */
function isSameKey(given: string | undefined, expected: string | undefined): boolean {
  if (!given || !expected) return false;
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
