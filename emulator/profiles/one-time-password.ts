import { JourneyFailed } from '../../shared/errors.ts';
import { characterSetPattern } from '../../shared/pattern.ts';
import { codeFault, inputText, operationOf, requireInput } from '../code-faults.ts';
import { type CodeRules, OneTimeCodes } from '../one-time-codes.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type Execution, type ProfileType, partnerClaimsOf } from '../profile-type.ts';

/** Makes codes that another technical profile sends, and checks them. @see facts engine 2.5 */
export const oneTimePassword: ProfileType = {
  type: 'oneTimePassword',
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
    grade: 'real',
    how: 'GenerateCode and VerifyCode with length, characters, lifetime, attempts and reuse of the metadata; the code is also in the inbox.',
    missing: 'UserMessageIfSessionConflict is never shown.',
    test: 'test/emulator/profiles/one-time-password.test.ts',
  },
  execute: async (run) => operationOf(run, operations)(run),
};

const operations = new Map([
  ['generatecode', generate],
  ['verifycode', verify],
]);

function generate(run: ProfileRun): Execution {
  const identifier = requireInput(run, 'identifier');
  const { inbox, now } = run.tenant;
  const code = codesOf(run).issue(identifier, rulesOf(run));
  if (code === undefined) {
    throw codeFault(run, [
      'UserMessageIfMaxNumberOfCodeGenerated',
      'You have exceeded the number of code generation attempts allowed.',
    ]);
  }
  const channel = identifier.includes('@') ? 'email' : 'sms';
  inbox.send({ to: identifier, channel, code, text: `Your code is ${code}.`, at: now() });
  return { kind: 'claims', partnerClaim: partnerClaimsOf([['otpGenerated', code]]) };
}

function verify(run: ProfileRun): Execution {
  const check = codesOf(run).check(requireInput(run, 'identifier'), inputText(run, 'otpToVerify'));
  switch (check) {
    case 'right':
      return { kind: 'claims', partnerClaim: partnerClaimsOf([]) };
    case 'none':
      throw codeFault(run, [
        'UserMessageIfSessionDoesNotExist',
        'The code has expired or was never sent. Please request a new code.',
      ]);
    case 'exhausted':
      throw codeFault(run, [
        'UserMessageIfMaxRetryAttempted',
        'You have exceeded the number of retries allowed.',
      ]);
    case 'wrong':
      throw codeFault(
        run,
        [
          'UserMessageIfVerificationFailedRetryAllowed',
          'That code is incorrect. Please try again.',
        ],
        ['UserMessageIfInvalidCode', 'You have entered the wrong code.'],
      );
  }
}

function codesOf({ transaction }: ProfileRun): OneTimeCodes {
  return OneTimeCodes.of(transaction, oneTimePassword.type);
}

function rulesOf(run: ProfileRun): CodeRules {
  return {
    alphabet: alphabetOf(run),
    length: numberOf(run, 'CodeLength', 6),
    lifetimeSeconds: numberOf(run, 'CodeExpirationInSeconds', 600),
    attempts: numberOf(run, 'NumRetryAttempts', 5),
    generations: numberOf(run, 'NumCodeGenerationAttempts', 10),
    isReused: run.isMetadataTrue('ReuseSameCode'),
  };
}

function numberOf(run: ProfileRun, key: string, byDefault: number): number {
  const said = Number(run.metadata(key));
  return Number.isInteger(said) && said > 0 ? said : byDefault;
}

const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
const fewestCharacters = 10;

/** The characters of CharacterSet, which is written as in a regular expression: `a-z0-9`. */
function alphabetOf(run: ProfileRun): string {
  const member = characterSetPattern(run.metadata('CharacterSet') ?? '0-9');
  const alphabet = printable.filter((character) => member.test(character)).join('');
  if (alphabet.length >= fewestCharacters) return alphabet;
  throw new JourneyFailed(
    `The CharacterSet of "${run.profile.id}" has ${alphabet.length} characters; B2C asks for at least ${fewestCharacters}.`,
  );
}
