import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type HeadlessJourney,
  openJourney,
  openTenant,
  SsoSession,
  type Tenant,
  UnexpectedEvent,
  type UserEvent,
  VirtualClock,
} from '../../emulator/testing.ts';

const policies = ['../shared/corpus/starterpack/LocalAccounts'];
const mails = fc.constantFrom('ada@example.org', 'eve@example.org');
const passwords = fc.constantFrom('Correct-horse-7', 'Other-horse-8', 'wrong', '');

/** What somebody might do at a page, whether it has that or not. `inbox`: with the code that was sent. */
const doing = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('signIn' as const),
      mail: mails,
      password: passwords,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fillIn' as const),
      mail: mails,
      password: passwords,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('verify' as const),
      mail: mails,
      isRight: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'confirm' as const,
        'signUp' as const,
        'cancel' as const,
        'forgotPassword' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('select' as const),
      id: fc.constantFrom('SignUpWithLogonEmailExchange', 'AADUserReadWithObjectId', 'x'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 600_000, 86_400_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('restart' as const),
      policy: fc.constantFrom('B2C_1A_signup_signin', 'B2C_1A_PasswordReset', 'B2C_1A_ProfileEdit'),
    }),
  },
);

type Doing = typeof doing extends fc.Arbitrary<infer Value> ? Value : never;

function eventsOf(step: Doing, tenant: Tenant): UserEvent[] {
  switch (step.kind) {
    case 'signIn':
      return [{ kind: 'submit', claims: { signInName: step.mail, password: step.password } }];
    case 'fillIn': {
      const { mail: email, password } = step;
      const names = { displayName: 'Ada', givenName: 'Ada', surname: 'L' };
      return [
        {
          kind: 'submit',
          claims: { email, newPassword: password, reenterPassword: password, ...names },
        },
      ];
    }
    case 'verify': {
      const claim = { claimTypeReferenceId: 'email', value: step.mail };
      const sent = tenant.inbox.messages(step.mail).at(-1)?.code ?? '000000';
      const code = step.isRight ? sent : 'x';
      return [
        { kind: 'sendEmailCode', ...claim },
        { kind: 'verifyEmailCode', ...claim, code },
      ];
    }
    case 'select':
      return [{ kind: 'select', claimsExchangeId: step.id }];
    case 'wait':
    case 'restart':
      return [];
    default:
      return [{ kind: step.kind }];
  }
}

/** Whether the journey has come to its SendClaims step. */
const hasSentClaims = ({ trace }: HeadlessJourney) =>
  trace.some(({ kind, text }) => kind === 'step' && text === 'SendClaims');

/** A tenant that counts what is signed and granted. */
async function openCounted() {
  const clock = new VirtualClock(new Date('2026-01-01'));
  const tenant = await openTenant({ policies, now: clock.now });
  await tenant.directory.create(
    { displayName: 'Ada', 'signInNames.emailAddress': 'ada@example.org' },
    { password: 'Correct-horse-7' },
  );
  const counts = { issued: 0 };
  const { grants, keyStore } = tenant;
  const [add, signingKey] = [grants.add.bind(grants), keyStore.signingKey.bind(keyStore)];
  grants.add = (...grant) => {
    counts.issued += 1;
    add(...grant);
  };
  keyStore.signingKey = (id) => {
    counts.issued += 1;
    return signingKey(id);
  };
  return { clock, tenant, counts };
}

async function take(journey: HeadlessJourney, events: readonly UserEvent[]): Promise<void> {
  for (const event of events) {
    try {
      await journey.act(event);
    } catch (fault) {
      if (!(fault instanceof UnexpectedEvent)) throw fault;
    }
  }
}

/** Whatever the journey gives away is due. */
function check(journey: HeadlessJourney, issued: number): void {
  const { response } = journey;
  const parameters = response?.kind === 'redirect' ? [...response.parameters.keys()] : [];
  const hasTokens = parameters.some((name) => name === 'code' || name.endsWith('_token'));
  if (issued > 0 || hasTokens) assert.ok(hasSentClaims(journey), 'a token before SendClaims');
  const told = JSON.stringify([journey.trace, journey.claims]);
  assert.doesNotMatch(told, /Correct-horse-7|Other-horse-8/, 'a password has left its page');
  if (journey.error) assert.equal(hasTokens, false, 'an error with tokens');
}

/** A walk that ends with tokens: the property is not true for want of them. */
const signedIn: Doing[] = [
  { kind: 'signIn', mail: 'ada@example.org', password: 'Correct-horse-7' },
  { kind: 'confirm' },
];

test('whatever is done at pages, in any order, no token is issued before SendClaims, and no password leaves its page', async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 18 }), async (steps) => {
      const { clock, tenant, counts } = await openCounted();
      const session = new SsoSession();
      let journey = await openJourney({ tenant, session, policy: 'B2C_1A_signup_signin' });
      for (const step of steps) {
        if (step.kind === 'wait') clock.advance(step.ms);
        if (step.kind === 'restart') {
          counts.issued = 0;
          journey = await openJourney({ tenant, session, policy: step.policy });
        }
        await take(journey, eventsOf(step, tenant));
        check(journey, counts.issued);
        if (counts.issued > 0) sent += 1;
      }
    }),
    { numRuns: 60, examples: [[signedIn]] },
  );
  assert.ok(sent > 0, 'some of them get tokens');
});
