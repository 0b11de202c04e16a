import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import { field, openPage, outcomeOf, profile } from '../../support/emulated-page.ts';

const ada = 'ada@example.org';

/** Sends a code, types one in ("right": the one that was sent last), or lets time pass. */
type Action = 'send' | { readonly type: string } | { readonly minutes: number };

interface Case {
  readonly name: string;
  readonly address?: string;
  readonly messages?: Readonly<Record<string, string>>;
  readonly actions: readonly Action[];
  readonly says: string;
}

const right = { type: 'right' };
const typo = { type: 'nonsense' };
const fine = 'the page is open';
const wrong = 'That code is incorrect. Please try again.';
const tooMany = "You've made too many incorrect attempts. Please request a new code.";
const expired = 'That code is expired. Please request a new code.';

const cases: readonly Case[] = [
  { name: 'takes the code that it sent', actions: ['send', right], says: fine },
  { name: 'refuses another code', actions: ['send', typo], says: wrong },
  { name: 'takes the right code after a wrong one', actions: ['send', typo, right], says: fine },
  { name: 'refuses the former code', actions: ['send', 'send', { type: 'first' }], says: wrong },
  { name: 'refuses where it sent none', actions: [typo], says: expired },
  {
    name: 'refuses a code that is too old',
    actions: ['send', { minutes: 10 }, right],
    says: expired,
  },
  {
    name: 'refuses the right code after five wrong ones',
    actions: ['send', typo, typo, typo, typo, typo, right],
    says: tooMany,
  },
  {
    name: 'sends an address no more than ten codes',
    actions: Array.from({ length: 11 }, () => 'send' as const),
    says: 'There have been too many requests.',
  },
  {
    name: 'sends nothing to what is no address',
    address: 'ada',
    actions: ['send'],
    says: 'The code could not be sent.',
  },
  {
    name: 'refuses in the words of the page',
    messages: { UserMessageIfVerificationFailedRetryAllowed: 'Again!' },
    actions: ['send', typo],
    says: 'Again!',
  },
];

for (const { name, address = ada, messages = {}, actions, says } of cases) {
  test(`a technical profile of AadSsprProtocolProvider ${name}`, async (t) => {
    const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
    const check = (id: string, reference: string) =>
      `<Action Id="${id}"><ValidationClaimsExchange><ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="${reference}" /></ValidationClaimsExchange></Action>`;
    const journey = await openPage(t, {
      claims: { email: field('email'), code: field('code') },
      buildingBlocks: `<DisplayControls><DisplayControl Id="Check" UserInterfaceControlType="VerificationControl"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" Required="true" /><DisplayClaim ClaimTypeReferenceId="code" ControlClaimType="VerificationCode" Required="true" /></DisplayClaims><Actions>${check('SendCode', 'Send')}${check('VerifyCode', 'Verify')}</Actions></DisplayControl></DisplayControls>`,
      technicalProfiles:
        profile('Send', 'emailCode', {
          metadata: { Operation: 'SendCode' },
          inputClaims: ['email PartnerClaimType="emailAddress"'],
        }) +
        profile('Verify', 'emailCode', {
          metadata: { Operation: 'VerifyCode' },
          inputClaims: [
            'email PartnerClaimType="emailAddress"',
            'code PartnerClaimType="verificationCode"',
          ],
        }),
      page: {
        metadata: messages,
        displayClaims: ['<DisplayClaim DisplayControlReferenceId="Check" />'],
      },
      options: { now: clock.now },
    });
    const typed = (which: string) => {
      const sent = journey.inbox.messages();
      if (which === 'first') return sent[0]?.code ?? '';
      return which === 'right' ? (sent.at(-1)?.code ?? '') : which;
    };
    for (const action of actions) {
      if (action === 'send') {
        await journey.controlAction('Check', 'SendCode', { email: address });
      } else if ('type' in action) {
        const code = typed(action.type);
        await journey.controlAction('Check', 'VerifyCode', { email: address, code });
      } else clock.advance(action.minutes * 60_000);
    }
    assert.equal(outcomeOf(journey), says);
  });
}
