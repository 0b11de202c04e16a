import { JourneyFailed } from '../../shared/errors.ts';
import { isPasswordGrant, signInWithPassword } from '../local-account.ts';
import type { ProfileType } from '../profile-type.ts';

/** Signs in at an OpenID Connect provider, or with a password at the tenant's own directory. @see facts engine 2.8 */
export const openIdConnect: ProfileType = {
  type: 'openIdConnect',
  phases: [
    'SessionRestore',
    'InputClaimsTransformations',
    'InputClaims',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
    'SessionSave',
  ],
  parity: {
    grade: 'emulated',
    how: 'The password grant of login-NonInteractive is answered from the local directory.',
    missing: 'Providers with pages of their own.',
    test: 'test/emulator/profiles/open-id-connect.test.ts',
  },
  execute: async (run) => {
    if (isPasswordGrant(run)) return signInWithPassword(run);
    throw new JourneyFailed(
      `"${run.profile.id}" signs in at a provider, which the emulator cannot do yet.`,
    );
  },
};
