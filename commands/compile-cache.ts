import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Lets a program of Node that we start keep what it compiles, where Node itself keeps it by default:
 * Azurite alone is some hundred modules.
 */
export function compileCache(): Readonly<Record<string, string>> {
  const { NODE_COMPILE_CACHE: chosen, NODE_DISABLE_COMPILE_CACHE: isOff } = process.env;
  if (chosen || isOff) return {};
  return { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') };
}
