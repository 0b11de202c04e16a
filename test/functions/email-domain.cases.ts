import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { TableClient } from '@azure/data-tables';
import { isDisposable } from '../../functions/email-domain/disposable.ts';
import { asciiDomain } from '../../functions/email-domain/domain-names.ts';
import { addVerdict, everyDomain, findVerdict } from '../../functions/email-domain/domains.ts';
import { escapeKey } from '../../shared/storage-key.ts';
import { type Bag, claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const check = (emailDomain: string, more: Bag = {}) =>
  club.call('REST-CheckEmailDomain', { emailDomain, ...more });

await addVerdict('heron.example', { isRefused: false, partnerClub: 'Heron Bay' });
await addVerdict('xn--mnchen-3ya.example', { isRefused: false, partnerClub: 'Möwe' });
await addVerdict('throwaway.example', { isRefused: true });
await addVerdict('staff.throwaway.example', { isRefused: false });
await addVerdict('mailinator.com', { isRefused: false });
await addVerdict('untagged.example', { isRefused: false, refusesSubAddresses: true });

const answered = [
  { name: 'an unknown domain', domain: 'nobody.example', claims: { isPartnerClub: false } },
  { name: 'a partner club', domain: 'heron.example', partnerClub: 'Heron Bay' },
  { name: 'a partner club in capitals', domain: 'HERON.Example.', partnerClub: 'Heron Bay' },
  { name: 'a host of a partner club', domain: 'mail.eu.heron.example', partnerClub: 'Heron Bay' },
  { name: 'an exception below a refused domain', domain: 'staff.throwaway.example' },
  { name: 'a name that only ends alike', domain: 'notthrowaway.example' },
  { name: 'a provider on the list that the club lets in', domain: 'mailinator.com' },
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

const listed = ['guerrillamail.com', 'any.guerrillamail.com'];
for (const domain of listed) {
  test(`${domain} is refused: it is below a provider on the list`, async () => {
    assert.equal(refusalOf(await check(domain)), 'EMAIL_DOMAIN_REFUSED');
  });
}

test('the list has the well-known providers, and none that people keep', async () => {
  for (const domain of ['mailinator.com', 'guerrillamail.com', 'yopmail.com'])
    assert.ok(await isDisposable(domain), domain);
  for (const domain of ['gmail.com', 'outlook.com', 'bluewin.ch', 'example.org'])
    assert.ok(!(await isDisposable(domain)), domain);
});

const tags = [
  { domain: 'untagged.example', isSubAddressed: true, code: 'EMAIL_SUBADDRESS_REFUSED' },
  { domain: 'untagged.example', isSubAddressed: false },
  { domain: 'nobody.example', isSubAddressed: true },
];
for (const { domain, isSubAddressed, code } of tags) {
  test(`an address ${isSubAddressed ? 'with' : 'without'} a tag at ${domain} is ${code ? 'refused' : 'taken'}`, async () => {
    const outcome = await check(domain, { isSubAddressed });
    if (code) assert.equal(refusalOf(outcome), code);
    else claimsOf(outcome);
  });
}

const impossible = [
  '..',
  'example',
  '192.168.0.1',
  '-club.example',
  'a b.example',
  'p\u0430ypal.example',
];
for (const domain of impossible) {
  test(`"${domain}" is the domain of no address`, async () => {
    assert.equal(asciiDomain(domain), undefined);
    assert.equal(refusalOf(await check(domain)), 'EMAIL_DOMAIN_IMPOSSIBLE');
  });
}

const spellings = [
  { entered: 'M\u00dcNCHEN.example.', ascii: 'xn--mnchen-3ya.example' },
  { entered: 'xn--mnchen-3ya.EXAMPLE', ascii: 'xn--mnchen-3ya.example' },
  { entered: ' \u043f\u043e\u0447\u0442\u0430.\u0440\u0444', ascii: 'xn--80a1acny.xn--p1ai' },
  { entered: '\u4f8b\u3048.jp', ascii: 'xn--r8jz45g.jp' },
];
for (const { entered, ascii } of spellings) {
  test(`"${entered}" is ${ascii}`, () => assert.equal(asciiDomain(entered), ascii));
}

test('an international name and its ASCII form are one domain', async () => {
  const claims = { isPartnerClub: true, partnerClub: 'M\u00f6we' };
  for (const domain of ['m\u00fcnchen.example', 'xn--mnchen-3ya.example'])
    assert.deepEqual(claimsOf(await check(domain)), claims);
});

test('where every domain is refused only those with a verdict are let in', async (t) => {
  t.after(forgetEveryDomain);
  const notListed = async () => false;
  assert.equal(await findVerdict('nobody.example', notListed), undefined);
  await addVerdict(everyDomain, { isRefused: true });
  assert.deepEqual(await findVerdict('nobody.example', notListed), { isRefused: true });
  assert.equal((await findVerdict('heron.example', notListed))?.isRefused, false);
});

/** It would be the verdict on the domains of all other tests. */
async function forgetEveryDomain(): Promise<void> {
  const storage = process.env['Storage'] ?? '';
  const options = { allowInsecureConnection: true };
  const table = TableClient.fromConnectionString(storage, 'emaildomains', options);
  await table.deleteEntity(escapeKey(everyDomain), 'verdict');
}
