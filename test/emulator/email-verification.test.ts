import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SubmittedClaims } from '../../emulator/page.ts';
import { field, openPage, outcomeOf } from '../support/emulated-page.ts';

const claims = { email: field('email') };
const ada = 'ada@example.org';
const unverified = 'Please verify your email address before you continue.';

interface EmailCase {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly does: readonly ('verify' | SubmittedClaims)[];
  readonly gives: unknown;
}

const emailCases: readonly EmailCase[] = [
  {
    name: 'lets the verified address through',
    does: ['verify', { email: ada }],
    gives: { email: ada },
  },
  {
    name: 'compares addresses without case',
    does: ['verify', { email: 'ADA@example.org' }],
    gives: { email: 'ADA@example.org' },
  },
  { name: 'refuses an address that nobody verified', does: [{ email: ada }], gives: unverified },
  {
    name: 'refuses another address than the verified one',
    does: ['verify', { email: 'eve@example.org' }],
    gives: unverified,
  },
  {
    name: 'lets any address through with EnforceEmailVerification false',
    metadata: { EnforceEmailVerification: 'false' },
    does: [{ email: ada }],
    gives: { email: ada },
  },
  {
    name: 'says so in the words of UserMessageIfClaimNotVerified',
    metadata: { UserMessageIfClaimNotVerified: 'Verify!' },
    does: [{ email: ada }],
    gives: 'Verify!',
  },
];

for (const { name, metadata = {}, does, gives } of emailCases) {
  test(`PartnerClaimType Verified.Email ${name}`, async (t) => {
    const journey = await openPage(t, {
      claims,
      page: { metadata, outputClaims: ['email PartnerClaimType="Verified.Email" Required="true"'] },
    });
    for (const each of does) {
      if (each === 'verify') await journey.verifyEmail('email', ada);
      else await journey.submit(each);
    }
    assert.deepEqual(outcomeOf(journey), gives);
  });
}

const readOnly = { email: field('email', '', 'string', 'Readonly'), a: field('a') };

test('a read-only address is verified as it is, whatever a browser says', async (t) => {
  const journey = await openPage(t, {
    claims: readOnly,
    before: { email: ada },
    page: {
      inputClaims: ['email'],
      outputClaims: ['email PartnerClaimType="Verified.Email" Required="true"', 'a'],
    },
  });
  await journey.submit({ a: '1', email: 'eve@example.org' });
  assert.equal(outcomeOf(journey), unverified);
  await journey.verifyEmail('email', 'eve@example.org');
  await journey.submit({ a: '1', email: 'eve@example.org' });
  assert.equal(outcomeOf(journey), unverified);
  const [message, another] = journey.inbox.messages();
  assert.deepEqual([message?.to, another], [ada, undefined]);
  const code = message?.code ?? '';
  const event = { claimTypeReferenceId: 'email', value: 'eve@example.org', code };
  await journey.act({ kind: 'verifyEmailCode', ...event });
  await journey.submit({ a: '1', email: 'eve@example.org' });
  assert.deepEqual(outcomeOf(journey), { email: ada, a: '1' });
});
