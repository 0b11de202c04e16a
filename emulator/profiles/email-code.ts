import { codeFault, inputText, operationOf, requireInput } from '../code-faults.ts';
import { digitCodes, OneTimeCodes } from '../one-time-codes.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type Execution, type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/** The directory's own sender of codes by mail. @see facts engine 2.5 (AadSsprProtocolProvider) */
export const emailCode: ProfileType = {
  type: 'emailCode',
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
    how: 'SendCode and VerifyCode with real codes; mails arrive in the inbox of the emulator.',
    missing: 'Lifetime and attempts are ours: nobody has published them.',
    test: 'test/emulator/profiles/email-code.test.ts',
  },
  execute: async (run) => operationOf(run, operations)(run),
};

const operations = new Map([
  ['sendcode', send],
  ['verifycode', verify],
]);

const done: Execution = { kind: 'claims', partnerClaim: partnerClaimsOf([]) };

function send(run: ProfileRun): Execution {
  const to = requireInput(run, 'emailAddress');
  const { inbox, now } = run.tenant;
  if (!/^[^\s@]+@[^\s@]+$/.test(to)) {
    throw codeFault(run, ['UserMessageIfInternalError', 'The code could not be sent.']);
  }
  const code = codesOf(run).issue(to, digitCodes);
  if (code === undefined) {
    throw codeFault(run, ['UserMessageIfThrottled', 'There have been too many requests.']);
  }
  inbox.send({ to, channel: 'email', code, text: `Your code is ${code}.`, at: now() });
  return done;
}

function verify(run: ProfileRun): Execution {
  const typed = inputText(run, 'verificationCode');
  switch (codesOf(run).check(requireInput(run, 'emailAddress'), typed)) {
    case 'right':
      return done;
    case 'none':
      throw codeFault(run, [
        'UserMessageIfChallengeExpired',
        'That code is expired. Please request a new code.',
      ]);
    case 'exhausted':
      throw codeFault(run, [
        'UserMessageIfVerificationFailedNoRetry',
        "You've made too many incorrect attempts. Please request a new code.",
      ]);
    case 'wrong':
      throw codeFault(run, [
        'UserMessageIfVerificationFailedRetryAllowed',
        'That code is incorrect. Please try again.',
      ]);
  }
}

function codesOf({ transaction }: ProfileRun): OneTimeCodes {
  return OneTimeCodes.of(transaction, emailCode.type);
}
