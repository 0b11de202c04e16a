import { fold } from '../../compiler/id-map.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type PartnerClaims, type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/**
 * Answers what the tenant is configured to answer; nothing is evaluated, and the trace says so.
 * @see facts engine 2.14
 */
export const conditionalAccess: ProfileType = {
  type: 'conditionalAccess',
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
    how: 'Evaluation answers with the challenges that the engine setting "conditionalAccess" names; by default with none.',
    missing: 'No risk is evaluated, and no conditional access policy is read.',
    test: 'test/emulator/profiles/conditional-access.test.ts',
  },
  execute: async (run) => ({ kind: 'claims', partnerClaim: answer(run) }),
};

function answer(run: ProfileRun): PartnerClaims {
  switch (fold(run.metadata('OperationType') ?? '')) {
    case 'evaluation':
      return evaluate(run);
    case 'remediation':
      run.trace({
        kind: 'hint',
        phase: 'Execution',
        text: 'The remediation is taken as reported.',
      });
      return partnerClaimsOf([]);
    default:
      throw new JourneyFailed(
        `"${run.profile.id}" needs the metadata OperationType "Evaluation" or "Remediation".`,
        { aadb2cCode: 'AADB2C90023' },
      );
  }
}

/** Without a challenge the claims stay absent: preconditions on their existence skip. */
function evaluate(run: ProfileRun): PartnerClaims {
  const { challenges, status } = run.tenant.settings.conditionalAccess;
  run.trace({
    kind: 'hint',
    phase: 'Execution',
    text: 'The answer of conditional access is configured, not evaluated.',
    details: { challenges },
  });
  return partnerClaimsOf([
    ...(challenges.length > 0 ? [['Challenges', challenges] as const] : []),
    ...(status === undefined ? [] : [['MultiConditionalAccessStatus', status] as const]),
  ]);
}
