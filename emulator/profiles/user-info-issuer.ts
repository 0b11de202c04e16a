import { hasValue } from '../../caller/claims-bag.ts';
import { encodeClaim } from '../../compiler/claim-value.ts';
import type { ProfileType } from '../profile-type.ts';

/** Answers the userinfo endpoint: its InputClaims as one JSON object. @see facts engine 2.2b */
export const userInfoIssuer: ProfileType = {
  type: 'userInfoIssuer',
  phases: ['InputClaimsTransformations', 'InputClaims', 'Execution'],
  parity: {
    grade: 'real',
    how: 'Its input claims as a JSON object; claims without a value are left out.',
    test: 'test/emulator/journey.test.ts',
  },
  execute: async (run) => {
    const members = run.inputClaims.flatMap(({ partnerClaimType, dataType, value }) =>
      hasValue(value) ? [[partnerClaimType, encodeClaim(dataType, value)] as const] : [],
    );
    return {
      kind: 'response',
      response: { kind: 'json', status: 200, body: Object.fromEntries(members) },
    };
  },
};
