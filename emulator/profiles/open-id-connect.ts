import { isPasswordGrant, signInWithPassword } from '../local-account.ts';
import { signInAtOpenIdProvider } from '../open-id-sign-in.ts';
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
    grade: 'real',
    how: 'Code and implicit flow, discovery, validated ID tokens, ErrorHandlers, at the provider itself or at a stand-in; the password grant of login-NonInteractive is answered from the local directory.',
    missing: 'The provider is not told of a logout.',
    test: 'test/emulator/profiles/open-id-connect.test.ts',
  },
  execute: async (run) => {
    return isPasswordGrant(run) ? signInWithPassword(run) : signInAtOpenIdProvider(run);
  },
};
