import type { ProfileType } from '../profile-type.ts';

/** Keeps nothing: the technical profile runs every time. @see facts engine 2.13 */
export const noopSession: ProfileType = {
  type: 'noopSession',
  phases: [],
  parity: {
    grade: 'real',
    how: 'Keeps nothing; what names it runs every time.',
    test: 'test/emulator/session-management.test.ts',
  },
  execute: async () => ({ kind: 'nothing' }),
};
