import { type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/** Gives claims of the request itself. B2C documents none of it. @see facts engine 2.14 */
export const userJourneyContext: ProfileType = {
  type: 'userJourneyContext',
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
    how: 'Gives "IP-Address" and "CorrelationId" of the request.',
    missing: 'Other claims: nobody has documented which there are.',
    test: 'test/emulator/profiles/user-journey-context.test.ts',
  },
  execute: async ({ transaction: { request, correlationId } }) => ({
    kind: 'claims',
    partnerClaim: partnerClaimsOf([
      ['IP-Address', request.ipAddress],
      ['CorrelationId', correlationId],
    ]),
  }),
};
