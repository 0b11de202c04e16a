import { hasValue } from '../../caller/claims-bag.ts';
import { toInternational } from '../../compiler/phone-number.ts';
import {
  type AuthenticatorApp,
  appsOf,
  findPerson,
  keepApp,
  useCode,
} from '../authenticator-apps.ts';
import {
  codeFault,
  inputText,
  type KeyedMessage,
  operationOf,
  requireInput,
} from '../code-faults.ts';
import { digitCodes, OneTimeCodes } from '../one-time-codes.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type Execution, type ProfileType, partnerClaimsOf } from '../profile-type.ts';
import { decodeSecret } from '../totp.ts';

/** Codes by text message, and those of authenticator apps. @see facts engine 2.4 */
export const multifactor: ProfileType = {
  type: 'multifactor',
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
    how: 'OneWaySMS and Verify with real codes, which arrive in the inbox; authenticator apps with real TOTP codes, kept in the directory.',
    missing:
      'Lifetime and attempts are ours: nobody has published them. "companyName" and "locale" only change the message.',
    test: 'test/emulator/profiles/multifactor.test.ts',
  },
  execute: async (run) => operationOf(run, operations)(run),
};

const operations = new Map<string, (run: ProfileRun) => Promise<Execution>>([
  ['onewaysms', sendSms],
  ['verify', verifySms],
  ['getavailabledevices', countApps],
  ['beginverifyotp', beginVerifyOtp],
  ['verifyotp', verifyOtp],
]);

const messages = {
  invalidFormat: ['UserMessageIfInvalidFormat', 'The phone number is not in a valid format.'],
  notSent: ['UserMessageIfCouldntSendSms', 'The text message could not be sent to this number.'],
  throttled: ['UserMessageIfThrottled', 'There have been too many requests. Try again later.'],
  wrong: ['UserMessageIfWrongCodeEntered', 'That code is wrong. Please try again.'],
  tooOften: ['UserMessageIfMaxAllowedCodeRetryReached', 'Wrong codes were entered too often.'],
  server: ['UserMessageIfServerError', 'The code cannot be verified now. Try again later.'],
} as const satisfies Record<string, KeyedMessage>;

const done: Execution = { kind: 'claims', partnerClaim: partnerClaimsOf([]) };

async function sendSms(run: ProfileRun): Promise<Execution> {
  const { inbox, now } = run.tenant;
  const to = await phoneNumberOf(run);
  const code = codesOf(run).issue(to, digitCodes);
  if (code === undefined) throw codeFault(run, messages.throttled);
  const company = run.input('companyName');
  const text = `${hasValue(company) ? `${company}: your` : 'Your'} code is ${code}.`;
  const isSent = inbox.send({ to, channel: 'sms', code, text, at: now() });
  if (!isSent) throw codeFault(run, messages.notSent);
  return done;
}

async function verifySms(run: ProfileRun): Promise<Execution> {
  const to = await phoneNumberOf(run);
  const check = codesOf(run).check(to, inputText(run, 'verificationCode'));
  if (check === 'right') return done;
  throw codeFault(run, check === 'exhausted' ? messages.tooOften : messages.wrong);
}

async function phoneNumberOf(run: ProfileRun): Promise<string> {
  const number = await toInternational(inputText(run, 'phoneNumber'));
  if (number === undefined) throw codeFault(run, messages.invalidFormat);
  return number;
}

function codesOf({ transaction }: ProfileRun): OneTimeCodes {
  return OneTimeCodes.of(transaction, multifactor.type);
}

/** How many wrong codes of an app one journey may see; nobody has published it. */
const wrongCodesAllowed = 5;

/** Whose code a journey verifies, and with which secret if the app is new. */
class AppVerification {
  readonly person: string;
  /** Undefined: an app that the directory knows. */
  readonly newSecret: string | undefined;
  wrongCodes = 0;

  constructor(person: string, newSecret?: string) {
    this.person = person;
    this.newSecret = newSecret;
  }
}

const memoryKey = 'verification of an authenticator app';

function verificationOf({ transaction }: ProfileRun): AppVerification | undefined {
  const known = transaction.memory.get(memoryKey);
  return known instanceof AppVerification ? known : undefined;
}

/** The same person and secret go on where they were: wrong codes stay counted. */
function begin(run: ProfileRun, person: string, newSecret?: string): AppVerification {
  const current = verificationOf(run);
  if (current?.person === person && current.newSecret === newSecret) return current;
  const begun = new AppVerification(person, newSecret);
  run.transaction.memory.set(memoryKey, begun);
  return begun;
}

function personOf(run: ProfileRun): string {
  const person = inputText(run, 'objectId') || inputText(run, 'userPrincipalName');
  if (person === '') throw codeFault(run, messages.server);
  return person;
}

async function countApps(run: ProfileRun): Promise<Execution> {
  const person = requireInput(run, 'userPrincipalName');
  const user = findPerson(run.tenant.directory, person);
  const count = user ? appsOf(user).length : 0;
  const claims = partnerClaimsOf([['numberOfAvailableDevices', count]]);
  return { kind: 'claims', partnerClaim: claims };
}

/** Comes before VerifyOTP: says whose code is next, and the secret of an app that is not known yet. */
async function beginVerifyOtp(run: ProfileRun): Promise<Execution> {
  const secret = inputText(run, 'secretKey');
  if (secret !== '' && !decodeSecret(secret)) throw codeFault(run, messages.server);
  begin(run, personOf(run), secret === '' ? undefined : secret);
  return done;
}

/** A new app is registered with its first right code. */
async function verifyOtp(run: ProfileRun): Promise<Execution> {
  const { directory, now } = run.tenant;
  const verification = verificationOf(run) ?? begin(run, personOf(run));
  const user = findPerson(directory, verification.person);
  const apps = user ? candidates(appsOf(user), verification) : [];
  if (!user || apps.length === 0) throw codeFault(run, messages.server);
  if (verification.wrongCodes >= wrongCodesAllowed) throw codeFault(run, messages.tooOften);
  const code = inputText(run, 'otpCode');
  const used = apps.map((app) => useCode(app, code, now())).find((app) => app !== undefined);
  if (!used) {
    verification.wrongCodes += 1;
    throw codeFault(run, messages.wrong);
  }
  await keepApp(directory, user, used);
  return done;
}

function candidates(known: readonly AuthenticatorApp[], { newSecret }: AppVerification) {
  const isNew = newSecret !== undefined && known.every(({ secret }) => secret !== newSecret);
  return isNew ? [{ secret: newSecret, usedStep: -1 }] : known;
}
