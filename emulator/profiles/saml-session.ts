import { metadataValue } from '../../compiler/metadata-value.ts';
import type { ProfileType } from '../profile-type.ts';

/** Remembers the SAML application that got an assertion. @see facts engine 2.13 */
export const samlSession: ProfileType = {
  type: 'samlSession',
  phases: [],
  parity: {
    grade: 'emulated',
    how: 'Remembers which applications got assertions, unless RegisterServiceProviders is false.',
    missing: 'SessionIndex and NameID are not kept: there is no single logout.',
    test: 'test/emulator/profiles/saml-issuer.test.ts',
  },
  session: {
    restores: false,
    save: ({ transaction, policy }, { profile }) => {
      const registers = profile && metadataValue(profile, 'RegisterServiceProviders');
      if (registers?.toLowerCase() === 'false') return undefined;
      const { clientId } = transaction.request;
      transaction.session.addApplication({ clientId, policyId: policy.policyId });
      return undefined;
    },
  },
  execute: async () => ({ kind: 'nothing' }),
};
