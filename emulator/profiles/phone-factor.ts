import { PhoneFactorForm } from '../phone-factor-form.ts';
import type { ProfileType } from '../profile-type.ts';

/** Verifies a phone number on a page of its own. @see facts engine 2.3 */
export const phoneFactor: ProfileType = {
  type: 'phoneFactor',
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
    how: 'The page with its statuses, the rule for numbers that are entered, autodial and the errors to the application; text messages arrive in the inbox, calls are answered at once.',
    missing: 'AADB2C90152, 90155 and 90156, which stand for faults of the real service.',
    test: 'test/emulator/profiles/phone-factor.test.ts',
  },
  execute: async (run) => {
    run.trace({ kind: 'page', phase: 'Execution', text: `The page of "${run.profile.id}".` });
    return new PhoneFactorForm(run).open();
  },
};
