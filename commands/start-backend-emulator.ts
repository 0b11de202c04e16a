import type { UrlMap } from '../emulator/reach.ts';
import { readLocalPolicies, tokenEndpointOf } from './local-policies.ts';
import type { Running } from './running.ts';
import { type StartedEmulator, startEmulator } from './start-emulator.ts';
import type { StartReport } from './start-report.ts';
import { functionsMap, readMap } from './url-map.ts';

/** What says how the emulator beside the functions is run. */
export interface BackendEmulatorFlags {
  readonly policies?: readonly string[];
  readonly env: string;
  /** An absolute path. */
  readonly data: string;
  readonly port: number;
  readonly httpsPort: number;
  readonly map?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly importFrom?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/**
 * Starts the emulator for functions that are on their way: their hosts and their issuer lead here,
 * whatever the policies name.
 */
export function startBackendEmulator(
  flags: BackendEmulatorFlags,
  { origin, issuer, settings, functionLog, settled }: StartReport,
  running: Running,
): Promise<StartedEmulator> {
  const { policies: folders = ['policies'], env: environment, json = false } = flags;
  const request = { folders, environment };
  const { map = [], allowHost: allowedHosts = [], importFrom, seed } = flags;
  return startEmulator(
    {
      ...request,
      ...{ data: flags.data, port: flags.port, httpsPort: flags.httpsPort },
      ...{ portOption: '--emulator-port', httpsPortOption: '--emulator-https-port' },
      ...{ allowedHosts, settings, functionLog, settled },
      map: [
        ...readMap(map),
        ...(issuer ? issuerMap(request, issuer.origin) : []),
        ...functionsMap(request, origin),
      ],
      ...(importFrom === undefined ? {} : { importFrom }),
      ...(seed === undefined ? {} : { seed }),
      log: (line) => (json ? console.error(line) : console.log(line)),
    },
    running,
  );
}

/** Token endpoints of the policies lead to the issuer, wherever it listens. */
function issuerMap(
  request: { folders: readonly string[]; environment: string },
  issuer: string,
): UrlMap {
  const unmoved = { port: undefined, issuerPort: undefined };
  const endpoint = tokenEndpointOf(readLocalPolicies(request, unmoved).profiles);
  return endpoint ? [[endpoint.origin, issuer]] : [];
}
