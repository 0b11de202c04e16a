import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import {
  type Configuration,
  defaultConfiguration,
  readConfiguration,
} from '../compiler/configuration.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { parseJsonc } from '../compiler/jsonc.ts';
import { Source } from '../compiler/source.ts';

/** What a project's own files say; all are looked for in the working directory. */
export interface Project {
  readonly configuration: Configuration;
  /** host.json's extensions.http.routePrefix. */
  readonly routePrefix: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads countersign.json and host.json.
 * @throws Error with one line to print, when host.json is no JSON
 */
export function readProject(): Project {
  const routePrefix = readRoutePrefix();
  const file = 'countersign.json';
  if (!existsSync(file))
    return { configuration: defaultConfiguration, routePrefix, diagnostics: [] };
  return { ...readConfiguration(file, readFileSync(file, 'utf8')), routePrefix };
}

/** The Functions host takes `api` where nothing is said. */
function readRoutePrefix(): string {
  if (!existsSync('host.json')) return 'api';
  const { value, diagnostics } = parseJsonc(
    new Source('host.json', readFileSync('host.json', 'utf8')),
  );
  if (diagnostics.length > 0) throw new Error('host.json is no JSON.');
  const prefix = (value as HostFile | null)?.extensions?.http?.routePrefix;
  return typeof prefix === 'string' ? prefix : 'api';
}

interface HostFile {
  readonly extensions?: { readonly http?: { readonly routePrefix?: unknown } };
}

/** A module of the runtime as a file in `folder` imports it: `./shared` is a folder, else it is a package. */
export function runtimeModule(runtime: string, folder: string, file: string): string {
  if (!runtime.startsWith('.')) return runtime;
  const path = relative(resolve(folder), resolve(runtime, file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
