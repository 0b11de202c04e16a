import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Precondition } from '../../compiler/model-journeys.ts';
import { relyingParties } from './scenarios.ts';

/**
 * What each page runs when it is sent, in this order. `?` continues on error. What may refuse comes before
 * what writes to the directory: whoever is refused leaves nothing behind, and is told. What comes after it
 * is no reason for an error. Profiles that went with their scenario are passed over.
 */
const pages = [
  { page: 'Page-SignIn', runs: ['login-NonInteractive'] },
  {
    page: 'Page-SignUp',
    runs: [
      'REST-CheckEmailDomain',
      'REST-ValidateSignUp',
      'REST-ValidateMemberNumber',
      'REST-RedeemInvitation',
      'AAD-CreateAccount',
    ],
  },
  {
    page: 'Page-ProfileEdit',
    runs: ['REST-SavePreferences', 'AAD-WriteProfile', 'Mail-SendProfileChanged?'],
  },
  { page: 'Page-IdentifyMember', runs: ['REST-CheckPasswordReset', 'AAD-ReadByEmail'] },
  { page: 'Page-NewPassword', runs: ['AAD-WritePassword', 'REST-RecordPasswordReset?'] },
];

for (const { technicalProfiles, chain } of relyingParties.map(({ policy }) => policy)) {
  const leaf = chain.at(-1)?.policyId;
  for (const { page, runs } of pages) {
    test(`${page} of ${leaf} runs its validation in order, and hides no refusal`, () => {
      const calls = technicalProfiles.get(page)?.validationTechnicalProfiles ?? [];
      assert.deepEqual(
        calls.map((call) => `${call.referenceId}${call.continueOnError ? '?' : ''}`),
        runs.filter((id) => technicalProfiles.has(id.replace('?', ''))),
      );
    });
  }
}

/** It judges the password that has just been written, or one that nobody has written. */
const judge = 'login-NonInteractive';

test('on pages of a scenario’s own policy, nothing can refuse after the directory was written', () => {
  const known = new Set(pages.map(({ page }) => page));
  for (const { technicalProfiles } of relyingParties.map(({ policy }) => policy)) {
    for (const { id, validationTechnicalProfiles: calls } of technicalProfiles.values()) {
      if (known.has(id)) continue;
      const written = calls.findIndex((call) => isWrite(technicalProfiles.get(call.referenceId)));
      const late = written < 0 ? [] : calls.slice(written + 1);
      const mayRefuse = late.filter(
        (call) =>
          !call.continueOnError &&
          !isWrite(technicalProfiles.get(call.referenceId)) &&
          !isOnlyWithoutAccount(call) &&
          call.referenceId !== judge,
      );
      assert.deepEqual(
        mayRefuse.map(({ referenceId }) => referenceId),
        [],
        id,
      );
    }
  }
});

function isWrite(profile: { metadata: readonly { key: string; value: string }[] } | undefined) {
  return profile?.metadata.some(({ key, value }) => key === 'Operation' && value === 'Write');
}

/** It runs where the write has failed, which went on so that this could say so. */
function isOnlyWithoutAccount({ preconditions }: { preconditions: readonly Precondition[] }) {
  return preconditions.some(
    ({ type, executeActionsIf, values }) =>
      type === 'ClaimsExist' && executeActionsIf && values[0] === 'objectId',
  );
}
