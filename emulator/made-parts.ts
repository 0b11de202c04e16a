import type { Keys } from '../caller/keys.ts';
import { IdMap } from '../compiler/id-map.ts';
import { metadataValue } from '../compiler/metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from '../compiler/model.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';

/** What policies name and this machine does not have: the emulator makes something in its place. */
export interface MadeParts {
  /** StorageReferenceIds of policy keys. */
  readonly policyKeys: readonly string[];
  /** LoadUris below `~/`, for which our own pages stand. */
  readonly templates: readonly string[];
  /** Technical profiles of identity providers that are played here. */
  readonly standIns: readonly string[];
}

const federated = new Set(['openIdConnect', 'oauth2', 'oauth1', 'saml2']);

/** @param keys those that are set, before any is made */
export function madeParts(policies: readonly EffectivePolicy[], keys: Keys): MadeParts {
  const profiles = policies.flatMap(({ technicalProfiles }) => [...technicalProfiles.values()]);
  const policyKeys = profiles
    .flatMap(({ cryptographicKeys }) => cryptographicKeys)
    .flatMap(({ storageReferenceId: id }) => (id && keys(id) === undefined ? [id] : []));
  const loadUris = policies
    .flatMap(({ contentDefinitions }) => [...contentDefinitions.values()])
    .flatMap(({ loadUri }) => loadUri?.trim() ?? []);
  return {
    policyKeys: distinct(policyKeys),
    templates: distinct(loadUris.filter((loadUri) => loadUri.startsWith('~/'))),
    standIns: distinct(profiles.filter(isPlayed).map(({ id }) => id)),
  };
}

/** Each once, compared without case, in order. */
function distinct(ids: readonly string[]): string[] {
  return new IdMap(ids.map((id) => [id, id] as const)).values().toSorted();
}

/** A provider that users are sent to; the tenant's own sign-in is none. */
function isPlayed(profile: EffectiveTechnicalProfile): boolean {
  const type = technicalProfileType(profile);
  if (type === undefined || !federated.has(type)) return false;
  return !/login\.microsoftonline\.com\/\{tenant\}/i.test(
    `${metadataValue(profile, 'METADATA') ?? ''} ${metadataValue(profile, 'authorization_endpoint') ?? ''}`,
  );
}
