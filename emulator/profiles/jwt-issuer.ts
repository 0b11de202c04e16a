import type { ProfileType } from '../profile-type.ts';
import { issueTokens } from '../protocol/issue-tokens.ts';

/** Answers the application with tokens of the relying party's claims. @see facts engine 2.2 */
export const jwtIssuer: ProfileType = {
  type: 'jwtIssuer',
  phases: ['Execution', 'SessionSave'],
  parity: {
    grade: 'real',
    how: 'RS256 tokens with the claims of the relying party, codes, refresh tokens, hashes, and keys that roll over.',
    missing: 'Codes and refresh tokens are handles of this machine, not encrypted blobs.',
    test: 'test/emulator/profiles/jwt-issuer.test.ts',
  },
  execute: async (run) => ({ kind: 'response', response: await issueTokens(run) }),
};
