import { type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/** Runs claims transformations and nothing else. @see facts engine 2.9 */
export const claimsTransformation: ProfileType = {
  type: 'claimsTransformation',
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
    how: 'All documented methods run; assertions show the message of the self-asserted profile.',
    test: 'test/emulator/profiles/claims-transformation.test.ts',
  },
  execute: async (run) => ({
    kind: 'claims',
    partnerClaim: partnerClaimsOf(
      run.inputClaims.map(({ partnerClaimType, value }) => [partnerClaimType, value]),
    ),
  }),
};
