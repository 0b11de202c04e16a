import { JourneyFailed } from '../shared/errors.ts';
import type { ProfileRun } from './profile-run.ts';
import { type StandInPlace, standInBase, standInRoot } from './stand-ins/stand-in-address.ts';

/** Where an identity provider is really asked. */
export interface ProviderEndpoint {
  readonly url: string;
  /** It is played in this process; no socket is needed. */
  readonly isStandIn: boolean;
}

/**
 * Where a provider's URL in a policy leads: to itself on this machine, where its host is mapped or
 * allowed; else to the stand-in of the technical profile, and a hint in the trace says so.
 * @param place what the stand-in has at this URL
 */
export function providerEndpoint(
  run: ProfileRun,
  url: string,
  place: StandInPlace,
): ProviderEndpoint {
  const { origin } = run.transaction.request;
  const named = url.replaceAll(/\{tenant\}/gi, run.tenant.name);
  if (named.startsWith(`${origin}${standInRoot}/`)) return { url: named, isStandIn: true };
  const reached = reachIfAllowed(run, named);
  if (reached !== undefined) return { url: reached, isStandIn: false };
  hintAt(run, named);
  const [, query] = named.split('?');
  const at = `${standInBase({ origin, policy: run.policy, profile: run.profile })}/${place}`;
  return { url: query === undefined ? at : `${at}?${query}`, isStandIn: true };
}

/** A metadata item that the profile cannot do without. @throws {JourneyFailed} AADB2C90023 */
export function requireMetadata(run: ProfileRun, key: string): string {
  const value = run.metadata(key);
  if (value !== undefined) return value;
  throw new JourneyFailed(`"${run.profile.id}" has no metadata "${key}".`, {
    aadb2cCode: 'AADB2C90023',
  });
}

/** The StorageReferenceId of a key that the profile cannot do without. @throws {JourneyFailed} AADB2C90025 */
export function requirePolicyKey(run: ProfileRun, id: string): string {
  const storageReferenceId = run.policyKey(id);
  if (storageReferenceId !== undefined) return storageReferenceId;
  throw new JourneyFailed(`"${run.profile.id}" has no key "${id}".`, { aadb2cCode: 'AADB2C90025' });
}

/** Flags that policies also write as `1`. */
export function isFlagSet(run: ProfileRun, key: string): boolean {
  return run.isMetadataTrue(key) || run.metadata(key) === '1';
}

function reachIfAllowed({ tenant }: ProfileRun, url: string): string | undefined {
  try {
    return tenant.reach(url);
  } catch (fault) {
    if (fault instanceof JourneyFailed) return undefined;
    throw fault;
  }
}

/** Once for each host of a profile, however often it is asked. */
function hintAt(run: ProfileRun, url: string): void {
  const host = URL.canParse(url) ? new URL(url).host : url;
  const key = `stand-in ${run.profile.id} ${host}`;
  if (run.transaction.memory.has(key)) return;
  run.transaction.memory.set(key, true);
  const text = `"${host}" is played by a stand-in: allow the host (--allow-host ${host}) or map its URLs to ask the provider itself.`;
  run.trace({ kind: 'hint', phase: 'Execution', text, position: run.profile.position });
}
