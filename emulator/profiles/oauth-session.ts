import type { ProfileType } from '../profile-type.ts';

/** Remembers the application that got a token, for single sign-out. @see facts engine 2.13 */
export const oauthSession: ProfileType = {
  type: 'oauthSession',
  phases: [],
  parity: {
    grade: 'real',
    how: 'Remembers which applications got tokens in the session.',
    test: 'test/emulator/session-management.test.ts',
  },
  session: {
    restores: false,
    save: ({ transaction, policy }) => {
      const { clientId } = transaction.request;
      transaction.session.addApplication({ clientId, policyId: policy.policyId });
      return undefined;
    },
  },
  execute: async () => ({ kind: 'nothing' }),
};
