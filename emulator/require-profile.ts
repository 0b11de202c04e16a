import type { EffectiveTechnicalProfile } from '../compiler/model.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import { JourneyFailed } from '../shared/errors.ts';
import type { ProfileType, ProfileTypes } from './profile-type.ts';
import type { Transaction } from './transaction.ts';
import { reasonAgainst } from './unsupported.ts';

/**
 * The technical profile with this id.
 * @throws {JourneyFailed} AADB2C90021 where no policy declares it
 */
export function requireProfile(transaction: Transaction, id: string): EffectiveTechnicalProfile {
  const profile = transaction.policy.technicalProfiles.get(id);
  if (profile) return profile;
  const message = `The technical profile "${id}" does not exist in the policy "${transaction.policy.policyId}".`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90021' });
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
  const { file, line, column } = profile.position;
  throw new JourneyFailed(
    `The technical profile "${profile.id}" (${file}:${line}:${column}) cannot be run. ${reason ?? ''}`,
    { isRedirectable: false },
  );
}
