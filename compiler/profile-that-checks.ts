import { directoryOperation } from './directory-profile.ts';
import { fold } from './id-map.ts';
import { isMetadataTrue, metadataValue } from './metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import { technicalProfileType } from './technical-profile-type.ts';

/**
 * Whether a technical profile can only be there to fail: it asks for a password, a code or a user who
 * must exist, asserts something, or calls an API that returns nothing.
 */
export function isCheck(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): boolean {
  switch (technicalProfileType(profile)) {
    case 'restful':
      return profile.outputClaims.length === 0;
    case 'openIdConnect':
      return true;
    case 'directory':
      return (
        directoryOperation(profile) === 'Read' &&
        isMetadataTrue(profile, 'RaiseErrorIfClaimsPrincipalDoesNotExist')
      );
    case 'oneTimePassword':
    case 'emailCode':
    case 'multifactor':
      return fold(metadataValue(profile, 'Operation') ?? '').startsWith('verify');
    case 'claimsTransformation':
      return profile.outputClaimsTransformations.some(({ referenceId }) => {
        const method = policy.claimsTransformations.get(referenceId)?.transformationMethod ?? '';
        return fold(method).startsWith('assert');
      });
    default:
      return false;
  }
}
