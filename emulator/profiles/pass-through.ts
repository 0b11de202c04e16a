import { type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/**
 * Protocol None and nothing else: what a refresh token stands for, in the journey that redeems one;
 * elsewhere its defaults and transformations. @see facts engine 2.2b
 */
export const passThrough: ProfileType = {
  type: 'passThrough',
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
    how: 'Gives back the claims that were issued with the refresh token, and when that was.',
    test: 'test/emulator/local-accounts.test.ts',
  },
  execute: async ({ transaction, tenant }) => {
    const { refreshed } = transaction.request;
    if (!refreshed) return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
    const byId = new Map(refreshed.claims.map(([id, value]) => [id.toLowerCase(), value]));
    byId.set('refreshtokenissuedondatetime', refreshed.issuedAt.toISOString());
    byId.set('tenantid', tenant.objectId);
    return {
      kind: 'claims',
      partnerClaim: ({ claimTypeReferenceId: id }) => byId.get(id.toLowerCase()),
    };
  },
};
