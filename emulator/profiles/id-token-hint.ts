import { fold } from '../../compiler/id-map.ts';
import { hintMissing, readIdTokenHint } from '../id-token-hint.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type PartnerClaims, type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/** Takes claims of the id_token_hint that came with the request. @see facts engine 2.14 */
export const idTokenHint: ProfileType = {
  type: 'idTokenHint',
  phases: [
    'InputClaimsTransformations',
    'InputClaims',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
  ],
  parity: {
    grade: 'real',
    how: 'Checks signature, issuer, audience and times of a token signed with a shared secret or with keys of a METADATA; the relying party must repeat its claims as InputClaims.',
    test: 'test/emulator/profiles/id-token-hint.test.ts',
  },
  execute: async (run) => {
    const hint = run.transaction.request.parameters.get('id_token_hint');
    if (hint) return { kind: 'claims', partnerClaim: await claimsOf(run, hint) };
    if (run.tenant.settings.missingIdTokenHint === 'fails') throw hintMissing();
    return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
  },
};

/** Only what the relying party lists as InputClaims comes in. */
async function claimsOf(run: ProfileRun, hint: string): Promise<PartnerClaims> {
  const find = partnerClaimsOf(Object.entries(await readIdTokenHint(run, hint)));
  const [relyingParty] = run.policy.relyingParty?.technicalProfiles ?? [];
  const listed = new Set(
    (relyingParty?.inputClaims ?? []).map((claim) => fold(claim.claimTypeReferenceId)),
  );
  return (wanted) => (listed.has(fold(wanted.claimTypeReferenceId)) ? find(wanted) : undefined);
}
