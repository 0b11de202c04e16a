import type { EffectiveTechnicalProfile } from '../compiler/model.ts';
import { type Position, placeText } from '../compiler/source.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { placed } from './fault-place.ts';
import type { ProfileType, ProfileTypes } from './profile-type.ts';
import type { Transaction } from './transaction.ts';
import { reasonAgainst } from './unsupported.ts';

/**
 * The technical profile with this id.
 * @param position of what names it
 * @throws {JourneyFailed} AADB2C90021 where no policy declares it
 */
export function requireProfile(
  transaction: Transaction,
  id: string,
  position: Position,
): EffectiveTechnicalProfile {
  const profile = transaction.policy.technicalProfiles.get(id);
  if (profile) return profile;
  const message = `The technical profile "${id}" does not exist in the policy "${transaction.policy.policyId}".`;
  throw placed(new JourneyFailed(message, { aadb2cCode: 'AADB2C90021' }), position);
}

/**
 * The type of a technical profile that is to be run.
 * @throws {JourneyFailed} where the emulator does not have it; says where the policy declares it
 */
export function requireProfileType(
  profile: EffectiveTechnicalProfile,
  types: ProfileTypes,
): ProfileType {
  const reason = reasonAgainst(profile, types);
  const type = technicalProfileType(profile);
  const found = type && types.find(type);
  if (found && reason === undefined) return found;
  const message = `The technical profile "${profile.id}" (${placeText(profile.position)}) cannot be run. ${reason ?? ''}`;
  throw placed(new JourneyFailed(message, { isRedirectable: false }), profile.position);
}
