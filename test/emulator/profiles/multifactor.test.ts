import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeadlessJourney } from '../../../emulator/headless-journey.ts';
import { decodeSecret, timeStep, totpCode } from '../../../emulator/totp.ts';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import { field, formOf, openPage, outcomeOf, profile } from '../../support/emulated-page.ts';
import { exchange, sendClaims, startTest, tenantOf } from '../../support/emulated-tenant.ts';

const claims = {
  upn: 'string',
  phone: field('phone', '', 'phoneNumber'),
  code: field('code'),
  secret: 'string',
  qrCodeContent: field('qrCodeContent'),
  devices: 'int',
  otp: field('otp'),
};

const operation = (id: string, name: string, inputClaims: string[], outputClaims: string[] = []) =>
  profile(id, 'multifactor', { metadata: { Operation: name }, inputClaims, outputClaims });

const person = 'upn PartnerClaimType="userPrincipalName"';
const technicalProfiles = [
  operation('Send', 'OneWaySMS', [person, 'phone PartnerClaimType="phoneNumber"']),
  operation('Verify', 'Verify', [
    'phone PartnerClaimType="phoneNumber"',
    'code PartnerClaimType="verificationCode"',
  ]),
  operation(
    'Devices',
    'GetAvailableDevices',
    [person],
    ['devices PartnerClaimType="numberOfAvailableDevices"'],
  ),
  operation('Begin', 'BeginVerifyOTP', [person, 'secret PartnerClaimType="secretKey"']),
  operation('VerifyOtp', 'VerifyOTP', ['otp PartnerClaimType="otpCode"']),
].join('');

const action = (id: string, reference: string) =>
  `<Action Id="${id}"><ValidationClaimsExchange><ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="${reference}" /></ValidationClaimsExchange></Action>`;

/** Sends a text message, or types a code in: "right" is the one that was sent last. */
type SmsAction = 'send' | { readonly type: string } | { readonly minutes: number };

interface SmsCase {
  readonly name: string;
  readonly phone?: string;
  readonly isUnreachable?: boolean;
  readonly messages?: Readonly<Record<string, string>>;
  readonly actions: readonly SmsAction[];
  readonly says: string;
}

const right = { type: 'right' };
const typo = { type: 'nonsense' };
const fine = 'the page is open';
const wrong = 'That code is wrong. Please try again.';
const tooOften = 'Wrong codes were entered too often.';
const notInFormat =
  'One or more fields are filled out incorrectly. Please check your entries and try again.';

const smsCases: readonly SmsCase[] = [
  { name: 'takes the code that was sent', actions: ['send', right], says: fine },
  { name: 'refuses another', actions: ['send', typo], says: wrong },
  { name: 'refuses where none was sent', actions: [typo], says: wrong },
  { name: 'refuses one that is too old', actions: ['send', { minutes: 10 }, right], says: wrong },
  {
    name: 'refuses the right one after five wrong ones',
    actions: ['send', typo, typo, typo, typo, typo, right],
    says: tooOften,
  },
  {
    name: 'cannot reach a number',
    isUnreachable: true,
    actions: ['send'],
    says: 'The text message could not be sent to this number.',
  },
  { name: 'refuses what is no number', phone: 'home', actions: ['send'], says: notInFormat },
  {
    name: 'sends one number no more than ten',
    actions: Array.from({ length: 11 }, () => 'send' as const),
    says: 'There have been too many requests. Try again later.',
  },
  {
    name: 'refuses in the words of the page',
    messages: { UserMessageIfWrongCodeEntered: 'No!' },
    actions: ['send', typo],
    says: 'No!',
  },
];

for (const { name, phone = '+4740000000', messages = {}, actions, says, ...row } of smsCases) {
  test(`Azure MFA by text message ${name}`, async (t) => {
    const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
    const journey = await openPage(t, {
      ...{ claims, technicalProfiles },
      buildingBlocks: `<DisplayControls><DisplayControl Id="Check" UserInterfaceControlType="VerificationControl"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="phone" Required="true" /><DisplayClaim ClaimTypeReferenceId="code" ControlClaimType="VerificationCode" Required="true" /></DisplayClaims><Actions>${action('SendCode', 'Send')}${action('VerifyCode', 'Verify')}</Actions></DisplayControl></DisplayControls>`,
      page: {
        metadata: messages,
        displayClaims: ['<DisplayClaim DisplayControlReferenceId="Check" />'],
      },
      options: { now: clock.now },
    });
    if (row.isUnreachable) journey.inbox.unreachable.add(phone);
    for (const each of actions) {
      if (each === 'send') await journey.controlAction('Check', 'SendCode', { phone });
      else if ('type' in each) {
        const sent = journey.inbox.messages(phone).at(-1)?.code ?? '';
        const code = each.type === 'right' ? sent : each.type;
        await journey.controlAction('Check', 'VerifyCode', { phone, code });
      } else clock.advance(each.minutes * 60_000);
    }
    assert.equal(outcomeOf(journey), says);
  });
}

const secret = 'jbswy3dpehpk3pxp';
const upn = 'ada@contoso.onmicrosoft.com';

/** A journey that registers an app, or verifies one where `isNew` is false. */
async function openAppJourneys(t: Parameters<typeof tenantOf>[0]) {
  const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  const page = (id: string, displayClaims: string[]) =>
    profile(id, 'selfAsserted', {
      inputClaims: ['qrCodeContent DefaultValue="otpauth://totp/Ada"'],
      displayClaims,
      validations: [id === 'Register' ? 'Begin' : 'BeginKnown', 'VerifyOtp'],
    });
  const given = profile('Given', 'claimsTransformation', {
    outputClaims: [`upn DefaultValue="${upn}"`, `secret DefaultValue="${secret}"`],
  });
  const tenant = await tenantOf(
    t,
    {
      claims,
      buildingBlocks:
        '<DisplayControls><DisplayControl Id="Qr" UserInterfaceControlType="QrCodeControl"><InputClaims><InputClaim ClaimTypeReferenceId="qrCodeContent" DefaultValue="otpauth://totp/Ada" /></InputClaims><DisplayClaims><DisplayClaim ClaimTypeReferenceId="qrCodeContent" ControlClaimType="QrCodeContent" /></DisplayClaims></DisplayControl><DisplayControl Id="Info" UserInterfaceControlType="AuthenticatorInfoControl" /></DisplayControls>',
      technicalProfiles: [
        ...[technicalProfiles, given, operation('BeginKnown', 'BeginVerifyOTP', [person])],
        page('Register', [
          '<DisplayClaim DisplayControlReferenceId="Info" />',
          '<DisplayClaim DisplayControlReferenceId="qr" />',
          'otp Required="true"',
        ]),
        page('Check', ['otp Required="true"']),
      ].join(''),
      answer: ['devices'],
      steps: [
        exchange(1, 'Given'),
        exchange(2, 'Devices'),
        exchange(
          3,
          'Register',
          '<Precondition Type="ClaimEquals" ExecuteActionsIf="false"><Value>devices</Value><Value>0</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
        ),
        exchange(
          4,
          'Check',
          '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>devices</Value><Value>0</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
        ),
        sendClaims(5),
      ].join(''),
    },
    { now: clock.now },
  );
  await tenant.directory.create({ userPrincipalName: upn, displayName: 'Ada' });
  const open = async () => new HeadlessJourney(await startTest(tenant));
  const code = (steps = 0) =>
    totpCode(decodeSecret(secret) ?? new Uint8Array(), timeStep(clock.now()) + steps);
  return { tenant, clock, open, code };
}

test('an authenticator app is registered with its first code, and asked for from then on', async (t) => {
  const { tenant, clock, open, code } = await openAppJourneys(t);
  const first = await open();
  await first.submit({ otp: '000000' });
  assert.equal(outcomeOf(first), wrong);
  await first.submit({ otp: code() });
  assert.deepEqual(outcomeOf(first), { devices: 0 });

  const second = await open();
  assert.deepEqual(formOf(second).technicalProfileId, 'Check');
  await second.submit({ otp: code() });
  assert.equal(outcomeOf(second), wrong, 'a code is good once');
  clock.advance(30_000);
  await second.submit({ otp: code() });
  assert.deepEqual(outcomeOf(second), { devices: 1 });
  const [user] = tenant.directory.users();
  assert.equal(user?.attributes['displayName'], 'Ada');
});

test('the right code of an app is refused after five wrong ones', async (t) => {
  const { open, code } = await openAppJourneys(t);
  const journey = await open();
  for (let count = 0; count < 5; count += 1) await journey.submit({ otp: '000000' });
  await journey.submit({ otp: code() });
  assert.equal(outcomeOf(journey), tooOften);
});

test('the page that registers an app shows its QR code, which no browser can change', async (t) => {
  const { open } = await openAppJourneys(t);
  const page = formOf(await open());
  assert.deepEqual(
    page.displayControls.map(({ id, type }) => [id, type]),
    [
      ['Info', 'AuthenticatorInfoControl'],
      ['Qr', 'QrCodeControl'],
    ],
  );
  const [qrCode] = page.fields;
  const { value, isReadOnly, controlClaimType, displayControlId } = qrCode ?? {};
  assert.deepEqual(
    { value, isReadOnly, controlClaimType, displayControlId },
    {
      value: 'otpauth://totp/Ada',
      isReadOnly: true,
      controlClaimType: 'QrCodeContent',
      displayControlId: 'Qr',
    },
  );
});

test('no secret of an app is in the trace', async (t) => {
  const { open, code } = await openAppJourneys(t);
  const journey = await open();
  await journey.submit({ otp: code() });
  const trace = JSON.stringify(journey.trace);
  for (const text of [secret, code(), 'otpauth://']) assert.ok(!trace.includes(text), text);
});
