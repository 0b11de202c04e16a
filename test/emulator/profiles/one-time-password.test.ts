import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import { field, openPage, outcomeOf, profile } from '../../support/emulated-page.ts';

const ada = 'ada@example.org';

/** What a test does: a code for an address; one typed in, where "right" stands for the last one sent; time. */
type Action = { generate: string } | { verify: string; for?: string } | { seconds: number };

interface Case {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly messages?: Readonly<Record<string, string>>;
  readonly actions: readonly Action[];
  /** What the page says last. */
  readonly says: string;
  /** The codes that were sent. */
  readonly codes?: RegExp;
}

const fine = 'the page is open';
const wrong = 'You have entered the wrong code.';
const expired = 'The code has expired or was never sent. Please request a new code.';
const exhausted = 'You have exceeded the number of retries allowed.';
const right = { verify: 'right' };
const typo = { verify: 'nonsense' };
const generate = { generate: ada };

const cases: readonly Case[] = [
  { name: 'takes the code that was sent', actions: [generate, right], says: fine },
  { name: 'makes six digits', actions: [generate], says: fine, codes: /^\d{6}$/ },
  {
    name: 'makes codes of the CodeLength and CharacterSet',
    metadata: { CodeLength: '9', CharacterSet: 'a-z0-9A-Z' },
    actions: [generate, right],
    says: fine,
    codes: /^[a-z0-9A-Z]{9}$/,
  },
  {
    name: 'refuses a CharacterSet of less than ten characters',
    metadata: { CharacterSet: '0-8' },
    actions: [generate],
    says: 'The CharacterSet of "Generate" has 9 characters; B2C asks for at least 10.',
  },
  { name: 'refuses another code', actions: [generate, typo], says: wrong },
  { name: 'takes the right code after a wrong one', actions: [generate, typo, right], says: fine },
  {
    name: 'shows the text of the page for a wrong code',
    messages: { UserMessageIfInvalidCode: 'No!' },
    actions: [generate, typo],
    says: 'No!',
  },
  {
    name: 'prefers the text for a wrong code that may be tried again',
    messages: {
      UserMessageIfInvalidCode: 'No!',
      UserMessageIfVerificationFailedRetryAllowed: 'Again!',
    },
    actions: [generate, typo],
    says: 'Again!',
  },
  { name: 'refuses a code where none was sent', actions: [typo], says: expired },
  {
    name: 'refuses the code of another address',
    actions: [generate, { generate: 'eve@example.org' }, { ...right, for: ada }],
    says: wrong,
  },
  { name: 'refuses a code after it was used', actions: [generate, right, right], says: expired },
  {
    name: 'refuses a code at the end of its time',
    metadata: { CodeExpirationInSeconds: '60' },
    actions: [generate, { seconds: 60 }, right],
    says: expired,
  },
  {
    name: 'takes a code until the end of its time',
    metadata: { CodeExpirationInSeconds: '60' },
    actions: [generate, { seconds: 59 }, right],
    says: fine,
  },
  {
    name: 'refuses the right code after too many wrong ones',
    metadata: { NumRetryAttempts: '2' },
    actions: [generate, typo, typo, right],
    says: exhausted,
  },
  {
    name: 'takes a new code after too many wrong ones',
    metadata: { NumRetryAttempts: '1' },
    actions: [generate, typo, generate, right],
    says: fine,
  },
  {
    name: 'makes no more codes for an address than it may get',
    metadata: { NumCodeGenerationAttempts: '2' },
    actions: [generate, generate, generate],
    says: 'You have exceeded the number of code generation attempts allowed.',
  },
  {
    name: 'counts codes of each address for itself',
    metadata: { NumCodeGenerationAttempts: '1' },
    actions: [generate, { generate: 'eve@example.org' }],
    says: fine,
  },
];

const claims = {
  email: field('email'),
  code: field('code'),
  otp: 'string',
};

async function openCodes(t: Parameters<typeof openPage>[0], { metadata, messages = {} }: Case) {
  const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  const action = (id: string, reference: string) =>
    `<Action Id="${id}"><ValidationClaimsExchange><ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="${reference}" /></ValidationClaimsExchange></Action>`;
  const journey = await openPage(t, {
    claims,
    buildingBlocks: `<DisplayControls><DisplayControl Id="check" UserInterfaceControlType="VerificationControl"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" Required="true" /><DisplayClaim ClaimTypeReferenceId="code" ControlClaimType="VerificationCode" Required="true" /></DisplayClaims><Actions>${action('SendCode', 'Generate')}${action('VerifyCode', 'Verify')}</Actions></DisplayControl></DisplayControls>`,
    page: {
      metadata: messages,
      displayClaims: ['<DisplayClaim DisplayControlReferenceId="check" />'],
      outputClaims: ['email'],
    },
    technicalProfiles:
      profile('Generate', 'oneTimePassword', {
        metadata: { Operation: 'GenerateCode', ...metadata },
        inputClaims: ['email PartnerClaimType="identifier"'],
        outputClaims: ['otp PartnerClaimType="otpGenerated"'],
      }) +
      profile('Verify', 'oneTimePassword', {
        metadata: { Operation: 'VerifyCode' },
        inputClaims: ['email PartnerClaimType="identifier"', 'code PartnerClaimType="otpToVerify"'],
      }),
    options: { now: clock.now },
  });
  return { journey, clock };
}

type OpenCodes = Awaited<ReturnType<typeof openCodes>>;

async function take({ journey, clock }: OpenCodes, action: Action): Promise<void> {
  if ('seconds' in action) return clock.advance(action.seconds * 1000);
  if ('generate' in action) {
    await journey.controlAction('check', 'SendCode', { email: action.generate });
    return;
  }
  const { verify, for: email = ada } = action;
  const code = verify === 'right' ? (journey.inbox.messages().at(-1)?.code ?? '') : verify;
  await journey.controlAction('check', 'VerifyCode', { email, code });
}

for (const row of cases) {
  test(`a one-time password technical profile ${row.name}`, async (t) => {
    const open = await openCodes(t, row);
    for (const action of row.actions) await take(open, action);
    assert.equal(outcomeOf(open.journey), row.says);
    const codes = open.journey.inbox.messages().map(({ code }) => code ?? '');
    for (const code of codes) assert.match(code, row.codes ?? /^\d+$/);
  });
}

test('ReuseSameCode sends the code again that is still good, and else another', async (t) => {
  const open = await openCodes(t, {
    name: '',
    metadata: { ReuseSameCode: 'true', CodeLength: '12', CodeExpirationInSeconds: '60' },
    actions: [],
    says: '',
  });
  for (const action of [generate, { seconds: 59 }, generate, { seconds: 1 }, generate]) {
    await take(open, action);
  }
  const [first, second, third] = open.journey.inbox.messages(ada).map(({ code }) => code);
  assert.equal(second, first);
  assert.notEqual(third, first);
});

test('no code is in the trace', async (t) => {
  const open = await openCodes(t, { name: '', actions: [], says: '' });
  for (const action of [generate, typo, right]) await take(open, action);
  const [message] = open.journey.inbox.messages(ada);
  const trace = JSON.stringify(open.journey.trace);
  assert.ok(!trace.includes(message?.code ?? ''), trace);
});
