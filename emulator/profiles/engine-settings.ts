import type { ProfileType } from '../profile-type.ts';

/** `TpEngine_…`: names the engine, so that others can refer to it. Nothing is run. @see facts engine 1.4 */
export const engineSettings: ProfileType = {
  type: 'engineSettings',
  phases: [],
  parity: {
    grade: 'real',
    how: 'Stands in policies and does nothing.',
    test: 'test/emulator/profiles/engine-settings.test.ts',
  },
  execute: async () => ({ kind: 'nothing' }),
};
