import { IdMap } from '../compiler/id-map.ts';
import type { PolicySetRequest } from '../compiler/policy-set.ts';
import type { UrlMap } from '../emulator/reach.ts';
import { readProject } from './project.ts';
import { readRestfulProfiles } from './restful-profiles.ts';
import { UsageError } from './usage.ts';

/** Reads `--map PREFIX=URL`; the URL begins behind the last "=" before "http". */
export function readMap(options: readonly string[]): UrlMap {
  return options.map((option) => {
    const [, prefix, url] = /^(https?:\/\/.+)=(https?:\/\/.+)$/i.exec(option) ?? [];
    if (prefix !== undefined && url !== undefined) return [prefix, url];
    throw new UsageError(`"--map" takes PREFIX=URL, both with http or https, and not "${option}".`);
  });
}

/**
 * Where the hosts of countersign.json lead: to the functions of this machine. Without such a list, the
 * hosts of all RESTful technical profiles are ours.
 */
export function functionsMap(request: PolicySetRequest, url: string | undefined): UrlMap {
  if (url === undefined) return [];
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError(`"--functions" takes a URL with http or https, and not "${url}".`);
  }
  const target = url.replace(/\/+$/, '');
  const hosts = readProject().configuration.hosts ?? originsOf(request);
  return hosts.map((host) => [host, target]);
}

function originsOf(request: PolicySetRequest): string[] {
  const origins = new IdMap<string>();
  for (const { profiles } of readRestfulProfiles(request).relyingParties) {
    for (const { serviceUrl } of profiles.values()) {
      const [origin] = /^https?:\/\/[^/?#]+/i.exec(serviceUrl) ?? [];
      if (origin !== undefined) origins.set(origin, origin);
    }
  }
  return [...origins.values()];
}
