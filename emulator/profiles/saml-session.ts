import { metadataValue } from '../../compiler/metadata-value.ts';
import type { ProfileType } from '../profile-type.ts';

/** Remembers the SAML application that got an assertion, and what that said. @see facts engine 2.13 */
export const samlSession: ProfileType = {
  type: 'samlSession',
  phases: [],
  parity: {
    grade: 'real',
    how: 'Remembers SessionIndex and NameID of the applications that got assertions, for single logout, unless RegisterServiceProviders is false.',
    test: 'test/emulator/protocol/saml-log-out.test.ts',
  },
  session: {
    restores: false,
    save: ({ transaction, policy }, { profile }) => {
      const registers = profile && metadataValue(profile, 'RegisterServiceProviders');
      if (registers?.toLowerCase() === 'false') return undefined;
      const { request, session, assertion } = transaction;
      session.addApplication({
        ...{ clientId: request.clientId, policyId: policy.policyId },
        ...(assertion ? { assertion } : {}),
      });
      return undefined;
    },
  },
  execute: async () => ({ kind: 'nothing' }),
};
