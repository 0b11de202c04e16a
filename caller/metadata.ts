import { fold } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';

/** The text of a metadata item, or undefined. Keys are compared without case. @see facts engine 1.1 */
export function metadataText(profile: RestfulTechnicalProfile, key: string): string | undefined {
  const items = profile.technicalProfile.metadata;
  return items.find((item) => fold(item.key) === fold(key))?.value;
}
