import type { ProfileType } from '../profile-type.ts';
import { persistedForSession } from '../session-claims.ts';

/**
 * Keeps its PersistedClaims and which provider was chosen: next time nobody is asked to choose, and
 * the provider is not called again. @see facts engine 2.13 (details unconfirmed, 8.1 number 18)
 */
export const externalLoginSession: ProfileType = {
  type: 'externalLoginSession',
  phases: [],
  parity: {
    grade: 'emulated',
    how: 'The chosen provider and the persisted claims come back without a call of the provider.',
    missing: 'Whether B2C calls the provider again is not documented.',
    test: 'test/emulator/session-management.test.ts',
  },
  session: {
    restores: true,
    save: (run, use) => {
      const { selectedExchange } = run.transaction;
      return {
        claims: persistedForSession(run, use),
        ...(selectedExchange === undefined ? {} : { claimsExchangeId: selectedExchange }),
        savedAt: run.tenant.now(),
      };
    },
  },
  execute: async () => ({ kind: 'nothing' }),
};
