import type { ContractProfile } from '../caller/contract-run.ts';
import { findTokenProfile } from '../caller/token-profile.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { IdMap } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import { parseServiceUrl } from '../compiler/service-url.ts';
import type { RelyingPartyProfiles } from './restful-profiles.ts';

/** Which profiles are tested, and where. */
export interface ProfileSelection {
  readonly url: URL;
  /** Origins that are ours; undefined: all are. */
  readonly hosts: readonly string[] | undefined;
  readonly everything: boolean;
  /** Ids that were asked for; none: those above. */
  readonly ids: readonly string[];
}

/** A profile to test, and the policy that names its claims. */
export interface SelectedProfile extends ContractProfile {
  readonly policy: EffectivePolicy;
}

/**
 * The profiles to test, moved to the backend's address; one that several relying parties share comes
 * once. Whatever fetches a bearer token stays where it is, and is tested only by its name.
 * @throws Error with one line to print, for an id that no relying party has
 */
export function selectProfiles(
  relyingParties: readonly RelyingPartyProfiles[],
  selection: ProfileSelection,
): readonly SelectedProfile[] {
  const found = new IdMap<SelectedProfile>();
  for (const { policy, profiles } of relyingParties) {
    const fetching = new Set(
      profiles.values().map((profile) => findTokenProfile(profile, profiles.values())),
    );
    for (const profile of profiles.values()) {
      if (found.has(profile.id) || !isSelected(profile, selection, fetching.has(profile))) continue;
      const tokenProfile = findTokenProfile(profile, profiles.values());
      found.set(profile.id, {
        profile: { ...profile, serviceUrl: moved(profile.serviceUrl, selection.url) },
        policy,
        policyId: policy.policyId,
        ...(tokenProfile ? { tokenProfile } : {}),
      });
    }
  }
  refuseUnknown(selection.ids, found, relyingParties);
  return found.values();
}

function isSelected(
  { id, serviceUrl }: { id: string; serviceUrl: string },
  { ids, hosts, everything }: ProfileSelection,
  isTokenProfile: boolean,
): boolean {
  if (ids.length > 0) return new IdMap(ids.map((asked) => [asked, true])).has(id);
  if (isTokenProfile) return false;
  return (
    everything || hosts === undefined || hosts.includes(parseServiceUrl(serviceUrl)?.origin ?? '')
  );
}

function refuseUnknown(
  ids: readonly string[],
  found: IdMap<SelectedProfile>,
  relyingParties: readonly RelyingPartyProfiles[],
): void {
  const unknown = ids.find((id) => !found.has(id));
  if (unknown === undefined) return;
  const known = relyingParties.flatMap(({ profiles }) => profiles.keys());
  throw new Error(
    `There is no RESTful technical profile "${unknown}".${didYouMean(unknown, known)}`,
  );
}

/** Another origin; path, query and their placeholders stay as they are. */
function moved(serviceUrl: string, url: URL): string {
  return serviceUrl.replace(/^https?:\/\/[^/?#]+/i, url.origin);
}
