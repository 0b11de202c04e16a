import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnexpectedEvent } from '../../emulator/journey-faults.ts';
import type { SubmittedClaims } from '../../emulator/page.ts';
import { field, formOf, openPage, outcomeOf, profile, setting } from '../support/emulated-page.ts';

const claims = {
  email: field('email'),
  code: field('code'),
  name: field('name'),
  token: 'string',
  former: 'string',
  isNew: 'boolean',
};

const call = (id: string, attributes = '', preconditions = '') =>
  `<ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="${id}" ${attributes}>${preconditions}</ValidationClaimsExchangeTechnicalProfile>`;
const action = (id: string, ...calls: string[]) =>
  `<Action Id="${id}"><ValidationClaimsExchange>${calls.join('')}</ValidationClaimsExchange></Action>`;

interface ControlParts {
  readonly inputClaims?: string;
  readonly isRequired?: boolean;
  readonly actions?: string;
  /** Of the control's OutputClaims. */
  readonly leaves?: readonly string[];
}

const usual = action('SendCode', call('Send')) + action('VerifyCode', call('Verify'));

function control(parts: ControlParts): string {
  const { inputClaims = '', isRequired = true, actions = usual, leaves = ['token'] } = parts;
  const outputs = leaves.map((id) => `<OutputClaim ClaimTypeReferenceId="${id}" />`).join('');
  return `<DisplayControls><DisplayControl Id="Check" UserInterfaceControlType="VerificationControl">${inputClaims && `<InputClaims>${inputClaims}</InputClaims>`}<DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" Required="${isRequired}" /><DisplayClaim ClaimTypeReferenceId="code" ControlClaimType="VerificationCode" Required="${isRequired}" /></DisplayClaims><OutputClaims>${outputs}</OutputClaims><Actions>${actions}</Actions></DisplayControl></DisplayControls>`;
}

const technicalProfiles = [
  profile('Send', 'emailCode', {
    metadata: { Operation: 'SendCode' },
    inputClaims: ['email PartnerClaimType="emailAddress"'],
  }),
  profile('Verify', 'emailCode', {
    metadata: { Operation: 'VerifyCode' },
    inputClaims: [
      'email PartnerClaimType="emailAddress"',
      'code PartnerClaimType="verificationCode"',
    ],
  }),
  setting('SetToken', { token: 'given' }),
  profile('Refuse', 'claimsTransformation', {
    outputClaims: ['isNew DefaultValue="false"'],
  }).replace(
    '</TechnicalProfile>',
    '<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="AssertNew" /></OutputClaimsTransformations></TechnicalProfile>',
  ),
].join('');

const transformations =
  '<ClaimsTransformation Id="AssertNew" TransformationMethod="AssertBooleanClaimIsEqualToValue"><InputClaims><InputClaim ClaimTypeReferenceId="isNew" TransformationClaimType="inputClaim" /></InputClaims><InputParameters><InputParameter Id="valueToCompareTo" DataType="boolean" Value="true" /></InputParameters></ClaimsTransformation>';

const ada = 'ada@example.org';
const eve = 'eve@example.org';

/** What a test does. The code "right" stands for the last one that was sent. */
type Step = { send: SubmittedClaims } | { verify: SubmittedClaims } | { submit: SubmittedClaims };

interface Case extends ControlParts {
  readonly name: string;
  readonly before?: Readonly<Record<string, string>>;
  readonly outputClaims?: readonly string[];
  /** Of the page. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly does: readonly Step[];
  readonly gives: unknown;
}

const send = { send: { email: ada } };
const verify = { verify: { email: ada, code: 'right' } };
const unverified = 'Please verify your email address before you continue.';
const missing = 'A required field is missing. Please fill out all required fields and try again.';
const skipIfExists = (id: string) =>
  `<Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>${id}</Value><Action>SkipThisValidationTechnicalProfile</Action></Precondition></Preconditions>`;

const cases: readonly Case[] = [
  {
    name: 'lets what was verified through, its fields sent or not',
    does: [send, verify, { submit: { name: 'Ada' } }],
    gives: { email: ada, name: 'Ada' },
  },
  {
    name: 'takes a verified value that is sent again',
    does: [send, verify, { submit: { name: 'Ada', email: ada, code: '000000' } }],
    gives: { email: ada, name: 'Ada' },
  },
  {
    name: 'refuses a page that was not verified',
    does: [send, { submit: { name: 'Ada', email: ada } }],
    gives: unverified,
  },
  {
    name: 'refuses a value that was changed after it was verified',
    does: [send, verify, { submit: { name: 'Ada', email: eve } }],
    gives: unverified,
  },
  {
    name: 'forgets what was verified when a new code is sent',
    does: [send, verify, send, { submit: { name: 'Ada', email: ada } }],
    gives: unverified,
  },
  {
    name: 'keeps what was verified when another value fails to be',
    leaves: ['email'],
    does: [send, verify, { verify: { email: eve, code: 'wrong' } }, { submit: { name: 'Ada' } }],
    gives: { email: ada, name: 'Ada' },
  },
  {
    name: 'lets nothing through that was sent a code and not verified',
    isRequired: false,
    leaves: ['email'],
    does: [{ send: { email: eve } }, { submit: { name: 'Ada' } }],
    gives: { name: 'Ada' },
  },
  {
    name: 'keeps what was verified where empty fields make empty claims',
    metadata: { AllowGenerationOfClaimsWithNullValues: 'true' },
    does: [send, verify, { submit: { name: 'Ada' } }],
    gives: { email: ada, name: 'Ada' },
  },
  {
    name: 'says what is wrong with the code',
    does: [send, { verify: { email: ada, code: 'wrong' } }],
    gives: 'That code is incorrect. Please try again.',
  },
  { name: 'asks for its required claims', does: [{ send: { email: '' } }], gives: missing },
  {
    name: 'asks for the code only to verify',
    does: [send, { verify: { email: ada } }],
    gives: missing,
  },
  {
    name: 'may be left empty where it is not required',
    isRequired: false,
    does: [{ submit: { name: 'Ada' } }],
    gives: { name: 'Ada' },
  },
  {
    name: 'must be verified once it is filled, required or not',
    isRequired: false,
    does: [{ submit: { name: 'Ada', email: ada } }],
    gives: unverified,
  },
  {
    name: 'may be left as its InputClaims filled it where it is not required',
    isRequired: false,
    inputClaims: '<InputClaim ClaimTypeReferenceId="email" />',
    before: { email: ada },
    does: [{ submit: { name: 'Ada', email: ada } }],
    gives: { email: ada, name: 'Ada' },
  },
  {
    name: 'runs the technical profiles of an action with their preconditions',
    actions: action(
      'SendCode',
      call('SetToken'),
      call('Refuse', '', skipIfExists('token')),
      call('Send'),
    ),
    does: [send],
    gives: 'the page is open',
  },
  {
    name: 'shows the refusal of an action',
    actions: action('SendCode', call('Refuse'), call('Send')),
    does: [send],
    gives: 'Unable to validate the information provided.',
  },
  {
    name: 'goes on after an error with ContinueOnError',
    actions: action('SendCode', call('Refuse', 'ContinueOnError="true"'), call('Send')),
    does: [send],
    gives: 'the page is open',
  },
  {
    name: 'gives its OutputClaims to the page, which lets out what is its own',
    actions:
      action('SendCode', call('Send')) + action('VerifyCode', call('Verify'), call('SetToken')),
    outputClaims: ['email', 'token'],
    does: [send, verify, { submit: { name: 'Ada' } }],
    gives: { email: ada, token: 'given' },
  },
  {
    name: 'keeps what is no OutputClaim of the page',
    actions:
      action('SendCode', call('Send')) + action('VerifyCode', call('Verify'), call('SetToken')),
    does: [send, verify, { submit: { name: 'Ada' } }],
    gives: { email: ada, name: 'Ada' },
  },
];

async function openControl(
  t: Parameters<typeof openPage>[0],
  row: Omit<Case, 'name' | 'does' | 'gives'>,
) {
  const { before = {}, metadata = {}, outputClaims = ['email', 'name'], ...parts } = row;
  return openPage(t, {
    ...{ claims, before, transformations, technicalProfiles },
    buildingBlocks: control(parts),
    page: {
      metadata,
      displayClaims: ['<DisplayClaim DisplayControlReferenceId="check" />', 'name'],
      outputClaims,
    },
  });
}

type Journey = Awaited<ReturnType<typeof openControl>>;

async function take(journey: Journey, step: Step): Promise<void> {
  if ('submit' in step) await journey.submit(step.submit);
  else if ('send' in step) await journey.controlAction('Check', 'SendCode', step.send);
  else {
    const code = journey.inbox.messages().at(-1)?.code ?? '';
    const typed = step.verify['code'] === 'right' ? { ...step.verify, code } : step.verify;
    await journey.controlAction('check', 'verifycode', typed);
  }
}

for (const { name, does, gives, ...row } of cases) {
  test(`a verification control ${name}`, async (t) => {
    const journey = await openControl(t, row);
    for (const step of does) await take(journey, step);
    assert.deepEqual(outcomeOf(journey), gives);
  });
}

test('a verification control shows how far it is', async (t) => {
  const journey = await openControl(t, {});
  const state = () => formOf(journey).displayControls.map((each) => each.state);
  assert.deepEqual(state(), ['initial']);
  await take(journey, send);
  assert.deepEqual(state(), ['codeSent']);
  await take(journey, verify);
  assert.deepEqual(state(), ['verified']);
});

test('an action that a control does not have is none of the page', async (t) => {
  const journey = await openControl(t, {});
  await assert.rejects(journey.controlAction('Check', 'Dial', {}), UnexpectedEvent);
  await assert.rejects(journey.controlAction('Other', 'SendCode', {}), UnexpectedEvent);
});
