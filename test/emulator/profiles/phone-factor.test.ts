import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { HeadlessJourney } from '../../../emulator/headless-journey.ts';
import { UnexpectedEvent } from '../../../emulator/journey-faults.ts';
import type { PhoneFactorPage } from '../../../emulator/page.ts';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import { outcomeOf, profile, setting } from '../../support/emulated-page.ts';
import { exchange, sendClaims, startTest, tenantOf } from '../../support/emulated-tenant.ts';

const mask = '<Mask Type="Simple">XXX-XXX-</Mask>';
const claims = {
  userId: 'string',
  phone: `<ClaimType Id="phone"><DisplayName>phone</DisplayName><DataType>string</DataType>${mask}</ClaimType>`,
  second: 'phoneNumber',
  verified: 'string',
  isNew: 'boolean',
};

const known = '+4740000001';
const other = '+4740000002';
const manual = { ManualPhoneNumberEntryAllowed: 'true' };

interface Start {
  readonly metadata?: Readonly<Record<string, string>>;
  /** Numbers on record. */
  readonly numbers?: { readonly phone?: string; readonly second?: string };
  readonly unreachable?: string;
}

async function openPhone(t: TestContext, { metadata = {}, numbers = {}, unreachable }: Start) {
  const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  const tenant = await tenantOf(
    t,
    {
      claims,
      technicalProfiles:
        setting('Before', { userId: 'ada@contoso', ...numbers }) +
        profile('Phone', 'phoneFactor', {
          metadata,
          inputClaims: ['userId PartnerClaimType="UserId"', 'phone', 'second'],
          outputClaims: [
            'verified PartnerClaimType="Verified.OfficePhone"',
            'isNew PartnerClaimType="newPhoneNumberEntered"',
          ],
        }),
      steps: exchange(1, 'Before') + exchange(2, 'Phone') + sendClaims(3),
      answer: ['verified', 'isNew'],
    },
    { now: clock.now },
  );
  if (unreachable) tenant.inbox.unreachable.add(unreachable);
  return { clock, journey: new HeadlessJourney(await startTest(tenant)) };
}

type Open = Awaited<ReturnType<typeof openPhone>>;

/** Sends to a known or typed number, types a code in ("right": the last one sent), waits, goes on. */
type Action =
  | { readonly send: 'sms' | 'call'; readonly id?: string; readonly number?: string }
  | { readonly type: string }
  | { readonly minutes: number }
  | 'confirm'
  | 'cancel';

async function take({ journey, clock }: Open, action: Action): Promise<void> {
  if (action === 'confirm' || action === 'cancel') {
    await journey.act({ kind: action });
  } else if ('send' in action) {
    const { send: method, ...to } = action;
    await journey.act({ kind: 'sendPhoneCode', method, ...to });
  } else if ('type' in action) {
    const sent = journey.inbox.messages().at(-1)?.code ?? '';
    const code = action.type === 'right' ? sent : action.type;
    await journey.act({ kind: 'verifyPhoneCode', code });
  } else clock.advance(action.minutes * 60_000);
}

interface Case extends Start {
  readonly name: string;
  readonly actions: readonly Action[];
  readonly gives: unknown;
  /** The status that the page's script gets. */
  readonly status?: string;
}

const sms = { send: 'sms', id: '0' } as const;
const right = { type: 'right' };
const typo = { type: '000' };
const numbers = { phone: known };
const wrong = 'That code is wrong. Please try again.';

const cases: readonly Case[] = [
  {
    name: 'verifies the number on record',
    numbers,
    actions: [sms, right, 'confirm'],
    gives: { verified: known },
  },
  {
    name: 'verifies the second number on record',
    numbers: { phone: known, second: other },
    actions: [{ send: 'sms', id: '1' }, right, 'confirm'],
    gives: { verified: other },
  },
  {
    name: 'verifies a number that is entered where none is on record',
    metadata: manual,
    actions: [{ send: 'sms', number: '+47 400 00 002' }, right, 'confirm'],
    gives: { verified: other, isNew: true },
  },
  {
    name: 'takes no other number where one is on record',
    metadata: manual,
    numbers,
    actions: [{ send: 'sms', number: other }],
    gives: 'Please enter a valid phone number.',
  },
  {
    name: 'refuses what is no number',
    metadata: manual,
    actions: [{ send: 'sms', number: 'home' }],
    gives: 'Please enter a valid phone number.',
  },
  {
    name: 'fails without a number where none may be entered',
    actions: [],
    gives: 'AADB2C90145: There is no phone number on record, and none may be entered.',
  },
  {
    name: 'takes a call for answered',
    numbers,
    actions: [{ send: 'call', id: '0' }, 'confirm'],
    gives: { verified: known },
  },
  {
    name: 'tells a page that asks that the call was answered',
    numbers,
    actions: [{ send: 'call', id: '0' }, { type: '' }, 'confirm'],
    gives: { verified: known },
  },
  { name: 'refuses a wrong code', numbers, actions: [sms, typo], gives: wrong, status: '449' },
  {
    name: 'takes the right code after a wrong one',
    numbers,
    actions: [sms, typo, right, 'confirm'],
    gives: { verified: known },
  },
  {
    name: 'fails after three wrong codes',
    numbers,
    actions: [sms, typo, typo, typo],
    gives: 'AADB2C90151: The number of retry attempts was exceeded.',
  },
  {
    name: 'counts wrong codes on when a new code was sent',
    numbers,
    actions: [sms, typo, typo, sms, typo],
    gives: 'AADB2C90151: The number of retry attempts was exceeded.',
  },
  {
    name: 'refuses a code that is too old',
    numbers,
    actions: [sms, { minutes: 10 }, right],
    gives: wrong,
    status: '449',
  },
  {
    name: 'says that a number is unreachable',
    numbers,
    unreachable: known,
    actions: [sms],
    gives: 'The phone number you provided is unreachable.',
    status: '448',
  },
  {
    name: 'sends no more than ten codes',
    numbers,
    actions: Array.from({ length: 11 }, () => sms),
    gives: 'There have been too many requests. Try again shortly.',
    status: '429',
  },
  {
    name: 'fails where a code is verified that nobody sent',
    numbers,
    actions: [typo],
    gives: 'AADB2C90154: No code was sent, so none can be verified.',
  },
  {
    name: 'does not go on before the number is verified',
    numbers,
    actions: [sms, 'confirm'],
    gives: 'AADB2C90255: The claims exchange did not complete.',
  },
  {
    name: 'forgets a verified number when a code goes to another',
    numbers: { phone: known, second: other },
    actions: [sms, right, { send: 'sms', id: '1' }, 'confirm'],
    gives: 'AADB2C90255: The claims exchange did not complete.',
  },
  {
    name: 'ends with AADB2C90091 when the user cancels',
    numbers,
    actions: ['cancel'],
    gives: 'AADB2C90091: The user cancelled the phone check.',
  },
  {
    name: 'sends at once with autodial, one number and one way',
    numbers,
    metadata: { 'setting.autodial': 'true', 'setting.authenticationMode': 'sms' },
    actions: [right, 'confirm'],
    gives: { verified: known },
  },
  {
    name: 'calls at once with autodial',
    numbers,
    metadata: { 'setting.autodial': 'true', 'setting.authenticationMode': 'phone' },
    actions: ['confirm'],
    gives: { verified: known },
  },
];

for (const { name, actions, gives, status, ...start } of cases) {
  test(`the phone factor page ${name}`, async (t) => {
    const open = await openPhone(t, start);
    for (const action of actions) await take(open, action);
    assert.deepEqual(outcomeOf(open.journey), gives);
    if (open.journey.hasPage) assert.equal(open.journey.page.error?.status, status);
  });
}

interface ShownCase extends Start {
  readonly name: string;
  readonly shows: Partial<PhoneFactorPage>;
}

const shownCases: readonly ShownCase[] = [
  {
    name: 'masks numbers as their ClaimTypes say, or all but four digits',
    numbers: { phone: known, second: other },
    shows: {
      phoneNumbers: [
        { id: '0', maskedNumber: 'XXX-XXX-001' },
        { id: '1', maskedNumber: 'XXXXXXX0002' },
      ],
    },
  },
  { name: 'has both ways', numbers, shows: { buttons: ['sendCode', 'call', 'cancel'] } },
  {
    name: 'has one way where the metadata says so',
    numbers,
    metadata: { 'setting.authenticationMode': 'phone' },
    shows: { authenticationMode: 'phone', buttons: ['call', 'cancel'] },
  },
  {
    name: 'lets a number be entered where none is on record',
    metadata: manual,
    shows: { mayEnterNumber: true, phoneNumbers: [] },
  },
  {
    name: 'lets none be entered where one is on record',
    metadata: manual,
    numbers,
    shows: { mayEnterNumber: false },
  },
  {
    name: 'does not dial itself where there are two ways',
    numbers,
    metadata: { 'setting.autodial': 'true' },
    shows: { isCodeSent: false },
  },
  {
    name: 'does not dial itself where there are two numbers',
    numbers: { phone: known, second: other },
    metadata: { 'setting.autodial': 'true', 'setting.authenticationMode': 'sms' },
    shows: { isCodeSent: false },
  },
];

for (const { name, shows, ...start } of shownCases) {
  test(`the phone factor page ${name}`, async (t) => {
    const { journey } = await openPhone(t, start);
    const { page } = journey;
    assert.equal(page.kind, 'phoneFactor');
    assert.deepEqual({ ...page, ...shows }, page);
  });
}

test('a way that the metadata rules out is none of the page', async (t) => {
  const metadata = { 'setting.authenticationMode': 'sms' };
  const { journey } = await openPhone(t, { numbers, metadata });
  const call = journey.act({ kind: 'sendPhoneCode', method: 'call', id: '0' });
  await assert.rejects(call, UnexpectedEvent);
});
