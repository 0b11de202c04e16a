import type { ProfileType } from '../profile-type.ts';
import { persistedForSession } from '../session-claims.ts';

/** Keeps its PersistedClaims and gives them back instead of running the profile. @see facts engine 2.13 */
export const defaultSession: ProfileType = {
  type: 'defaultSession',
  phases: [],
  parity: {
    grade: 'real',
    how: 'Persisted claims come back for all technical profiles that name it; its defaults come with them.',
    test: 'test/emulator/session-management.test.ts',
  },
  session: {
    restores: true,
    save: (run, use) => ({ claims: persistedForSession(run, use), savedAt: run.tenant.now() }),
  },
  execute: async () => ({ kind: 'nothing' }),
};
