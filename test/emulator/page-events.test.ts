import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { HeadlessJourney } from '../../emulator/headless-journey.ts';
import { UnexpectedEvent } from '../../emulator/journey-faults.ts';
import type { UserEvent } from '../../emulator/page.ts';
import { VirtualClock } from '../../emulator/virtual-clock.ts';
import { field, profile } from '../support/emulated-page.ts';
import { exchange, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';

const claims = {
  email: field('email'),
  code: field('code'),
  newPassword: field('newPassword', '', 'string', 'Password'),
  phone: 'string',
  verified: 'string',
};

const action = (id: string, reference: string) =>
  `<Action Id="${id}"><ValidationClaimsExchange><ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="${reference}" /></ValidationClaimsExchange></Action>`;

/** A page with a verification control and a password, then the phone factor page. */
const parts = {
  claims,
  buildingBlocks: `<DisplayControls><DisplayControl Id="Check" UserInterfaceControlType="VerificationControl"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" Required="true" /><DisplayClaim ClaimTypeReferenceId="code" ControlClaimType="VerificationCode" Required="true" /></DisplayClaims><Actions>${action('SendCode', 'Send')}${action('VerifyCode', 'Verify')}</Actions></DisplayControl></DisplayControls>`,
  technicalProfiles: [
    profile('Page', 'selfAsserted', {
      displayClaims: ['<DisplayClaim DisplayControlReferenceId="Check" />', 'newPassword'],
      outputClaims: ['email', 'newPassword'],
    }),
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
    profile('Phone', 'phoneFactor', {
      metadata: { ManualPhoneNumberEntryAllowed: 'true' },
      inputClaims: ['phone'],
      outputClaims: ['verified PartnerClaimType="Verified.OfficePhone"'],
    }),
  ].join(''),
  steps: exchange(1, 'Page') + exchange(2, 'Phone') + sendClaims(3),
};

const email = fc.constantFrom('ada@example.org', 'eve@example.org', '');
const password = 'Correct-horse-7';
const wrongCode = fc.constantFrom('', 'abc', 'ada@example.org');
const controlAction = (actionId: string, code: fc.Arbitrary<string>) =>
  fc.record({ email, code }).map((typed) => ({
    kind: 'controlAction',
    displayControlId: 'Check',
    actionId,
    claims: typed,
  }));

/** Whatever a browser sends, but never a code that was sent. */
const events = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('submit'),
      claims: fc.record({ email, newPassword: fc.constant(password) }),
    }),
    fc.constantFrom({ kind: 'confirm' }, { kind: 'cancel' }, { kind: 'signUp' }),
    controlAction('SendCode', fc.constant('')),
    controlAction('VerifyCode', wrongCode),
    fc.record({
      kind: fc.constant('sendPhoneCode'),
      method: fc.constant('sms'),
      number: fc.constantFrom('+4740000001', 'x'),
    }),
    fc.record({ kind: fc.constant('verifyPhoneCode'), code: wrongCode }),
    fc.record({
      kind: fc.constant('sendEmailCode'),
      claimTypeReferenceId: fc.constant('email'),
      value: email,
    }),
    fc.record({ kind: fc.constant('wait'), minutes: fc.nat(20) }),
  ),
  { maxLength: 12 },
);

/** Takes all events that the journey takes; what no page takes changes nothing. */
async function takeAll(journey: HeadlessJourney, clock: VirtualClock, all: readonly object[]) {
  for (const event of all) {
    if ('minutes' in event) clock.advance(Number(event.minutes) * 60_000);
    else {
      await journey.act(event as UserEvent).catch((fault: unknown) => {
        assert.ok(fault instanceof UnexpectedEvent, String(fault));
      });
    }
  }
}

test('without the right codes no order of events gets an answer, and no password gets out', async (t) => {
  const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  const tenant = await tenantOf(t, parts, { now: clock.now });
  await fc.assert(
    fc.asyncProperty(events, async (all) => {
      const journey = new HeadlessJourney(await startTest(tenant));
      await takeAll(journey, clock, all);
      assert.ok(journey.hasPage || journey.error, 'the application got an answer');
      const told = JSON.stringify([journey.claims, journey.trace]);
      assert.ok(!told.includes(password), told);
    }),
    { numRuns: 200 },
  );
});

test('with the right codes the journey answers, whatever came before', async (t) => {
  const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  const tenant = await tenantOf(t, parts, { now: clock.now, engine: { retryLimit: 100 } });
  const before = events.map((all) =>
    all.filter((event) => !/^(?:cancel|confirm|controlAction)$/.test(event.kind)),
  );
  await fc.assert(
    fc.asyncProperty(before, async (all) => {
      const journey = new HeadlessJourney(await startTest(tenant));
      await takeAll(journey, clock, all);
      await journey.verifyControl('Check', { email: 'ada@example.org' });
      await journey.submit({ newPassword: password });
      await journey.verifyPhone('+4740000002');
      assert.deepEqual(journey.response?.kind === 'json' && journey.response.body, {
        email: 'ada@example.org',
        verified: '+4740000002',
      });
    }),
    { numRuns: 50 },
  );
});
