import { claimToText } from '../caller/claim-forms.ts';
import { fold } from '../compiler/id-map.ts';
import { metadataValue } from '../compiler/metadata-value.ts';
import type { TechnicalProfile } from '../compiler/model.ts';
import type { ClaimsBag } from './claims-bag.ts';

/**
 * Whether a technical profile takes part in the journey as its claims are now. A value that nobody
 * documents enables it. @see facts engine 1.8
 */
export function isEnabled(profile: TechnicalProfile, bag: ClaimsBag): boolean {
  switch (fold(profile.enabledForUserJourneys ?? 'always')) {
    case 'false':
    case 'never':
      return false;
    case 'onclaimsexistence':
      return claimExists(profile, bag);
    case 'onitemexistenceinstringcollectionclaim':
      return hasItem(profile, bag);
    case 'onitemabsenceinstringcollectionclaim':
      return !hasItem(profile, bag);
    default:
      return true;
  }
}

/**
 * A ClaimValueOnWhichToEnable is compared where there is one (unconfirmed): as text, and of a boolean
 * whatever its case.
 */
function claimExists(profile: TechnicalProfile, bag: ClaimsBag): boolean {
  const value = bag.get(metadataValue(profile, 'ClaimTypeOnWhichToEnable') ?? '');
  const wanted = metadataValue(profile, 'ClaimValueOnWhichToEnable');
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return wanted === undefined || fold(wanted) === String(value);
  return wanted === undefined || claimToText(value, 'string', 'text') === wanted;
}

function hasItem(profile: TechnicalProfile, bag: ClaimsBag): boolean {
  const value = bag.get(metadataValue(profile, 'ClaimTypeOnWhichToEnable') ?? '');
  const wanted = metadataValue(profile, 'ClaimValueOnWhichToEnable') ?? '';
  return Array.isArray(value) && value.some((item) => item === wanted);
}
