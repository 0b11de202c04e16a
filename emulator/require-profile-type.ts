import type { EffectiveTechnicalProfile } from '../compiler/model.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import { JourneyFailed } from '../shared/errors.ts';
import type { ProfileType, ProfileTypes } from './profile-type.ts';
import { reasonAgainst } from './unsupported.ts';

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
