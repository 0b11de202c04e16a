import { resolve } from 'node:path';
import { readLocalSettings } from './local-settings.ts';
import type { Running } from './running.ts';
import { type StartedEmulator, startEmulator } from './start-emulator.ts';
import { functionsMap, readMap } from './url-map.ts';

/** What an emulator without functions of ours is started with. */
export interface EmulatorAlone {
  readonly policies?: readonly string[];
  readonly env: string;
  readonly data: string;
  readonly port: number;
  readonly httpsPort: number;
  /** Where the hosts of countersign.json are. */
  readonly functions?: string;
  readonly map?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly importFrom?: string;
  readonly seed?: string;
  /** Logs go to stderr. */
  readonly json?: boolean;
}

/** @throws Error with one line to print, for whatever keeps it from starting */
export function startEmulatorAlone(
  flags: EmulatorAlone,
  running: Running,
): Promise<StartedEmulator> {
  const { policies: folders = ['policies'], env: environment, importFrom, seed, json } = flags;
  const request = { folders, environment };
  return startEmulator(
    {
      ...request,
      ...{ data: resolve(flags.data), port: flags.port, httpsPort: flags.httpsPort },
      map: [...readMap(flags.map ?? []), ...functionsMap(request, flags.functions)],
      allowedHosts: flags.allowHost ?? [],
      settings: readLocalSettings(),
      ...(importFrom === undefined ? {} : { importFrom }),
      ...(seed === undefined ? {} : { seed }),
      log: (line) => (json ? console.error(line) : console.log(line)),
    },
    running,
  );
}
