import type { ProfileType } from '../profile-type.ts';
import { issueAssertion } from '../saml/issue-assertion.ts';

/** Answers a SAML application with an assertion of the relying party's claims. @see facts engine 2.12 */
export const samlIssuer: ProfileType = {
  type: 'samlIssuer',
  phases: ['Execution', 'SessionSave'],
  parity: {
    grade: 'real',
    how: 'Signed assertions and responses, errors as SAML statuses, requests by redirect and form, metadata, single logout.',
    missing: 'Encrypted assertions, artifact binding, sign-in that begins here, Sha384.',
    test: 'test/emulator/profiles/saml-issuer.test.ts',
  },
  execute: async (run) => ({ kind: 'response', response: await issueAssertion(run) }),
};
