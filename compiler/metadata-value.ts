import { fold } from './id-map.ts';
import type { MetadataItem, TechnicalProfile } from './model.ts';

/** The item with this key, compared without regard to case; undefined where it is absent or blank. */
export function metadataItem(profile: TechnicalProfile, key: string): MetadataItem | undefined {
  const wanted = fold(key);
  return profile.metadata.find((item) => fold(item.key.trim()) === wanted && item.value.trim());
}

/** The item's value without the space around it. */
export function metadataValue(profile: TechnicalProfile, key: string): string | undefined {
  return metadataItem(profile, key)?.value.trim();
}

/** Absent is false; samples write `true` and `True`. */
export function isMetadataTrue(profile: TechnicalProfile, key: string): boolean {
  return fold(metadataValue(profile, key) ?? '') === 'true';
}
