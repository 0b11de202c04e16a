import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addVerdict, findVerdict } from '../../functions/email-domain/domains.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const check = (emailDomain: string) => club.call('REST-CheckEmailDomain', { emailDomain });

await addVerdict('heron.example', { isRefused: false, partnerClub: 'Heron Bay' });
await addVerdict('xn--mnchen-3ya.example', { isRefused: false, partnerClub: 'Möwe' });
await addVerdict('throwaway.example', { isRefused: true });
await addVerdict('staff.throwaway.example', { isRefused: false });

const answered = [
  { name: 'an unknown domain', domain: 'nobody.example', claims: { isPartnerClub: false } },
  { name: 'a partner club', domain: 'heron.example', partnerClub: 'Heron Bay' },
  { name: 'a partner club in capitals', domain: 'HERON.Example.', partnerClub: 'Heron Bay' },
  { name: 'a host of a partner club', domain: 'mail.eu.heron.example', partnerClub: 'Heron Bay' },
  { name: 'an exception below a refused domain', domain: 'staff.throwaway.example' },
  { name: 'a name that only ends alike', domain: 'notthrowaway.example' },
  { name: 'a domain that can be none', domain: '..' },
  { name: 'a last label alone', domain: 'example' },
];
for (const { name, domain, partnerClub } of answered) {
  test(`check-email-domain knows ${name}`, async () => {
    const claims = partnerClub ? { isPartnerClub: true, partnerClub } : { isPartnerClub: false };
    assert.deepEqual(claimsOf(await check(domain)), claims);
  });
}

for (const domain of ['throwaway.example', 'a.b.throwaway.example']) {
  test(`addresses at ${domain} are refused`, async () => {
    assert.equal(refusalOf(await check(domain)), 'EMAIL_DOMAIN_REFUSED');
  });
}

test('an international name and its ASCII form are one domain', async () => {
  assert.deepEqual(
    await findVerdict('m\u00fcnchen.example'),
    await findVerdict('xn--mnchen-3ya.example'),
  );
});
