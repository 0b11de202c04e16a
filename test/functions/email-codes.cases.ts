import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { TableClient } from '@azure/data-tables';
import { emailCodes } from '../../functions/email-codes/email-codes.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const skip = club.inbox === undefined && 'needs the mails that were sent';

const newAddress = () => `${randomUUID()}@example.org`;
const newJourney = (culture = 'en-GB') => ({ correlationId: randomUUID(), culture });
type Journey = ReturnType<typeof newJourney>;

const send = (email: string, journey: Journey) =>
  club.call('REST-SendEmailCode', { email }, journey);
const verify = (email: string, emailCode: string, journey: Journey) =>
  club.call('REST-VerifyEmailCode', { email, emailCode }, journey);
const mailsTo = (email: string) => club.inbox?.to(email) ?? [];

async function sendCode(email: string, journey: Journey): Promise<string> {
  claimsOf(await send(email, journey));
  return mailsTo(email).at(-1)?.code ?? '';
}

/** A code that is none of those. */
const otherThan = (code: string, step = 1) =>
  String((Number(code) + step) % 1_000_000).padStart(6, '0');

test('a code that was mailed is right once; a call that B2C repeats gets the same answer', {
  skip,
}, async () => {
  const [email, journey] = [newAddress(), newJourney()];
  const code = await sendCode(email, journey);
  assert.match(code, /^\d{6}$/);
  claimsOf(await verify(email, code, journey));
  claimsOf(await verify(email, code, journey));
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`; // another request to B2C, the same code to us
  assert.equal(refusalOf(await verify(email, spaced, journey)), 'CODE_ENDED');
});

test('a code is read as people type it, and an address too', { skip }, async () => {
  const [email, journey] = [newAddress(), newJourney()];
  const code = await sendCode(email, journey);
  claimsOf(
    await verify(` ${email.toUpperCase()}`, `${code.slice(0, 3)}-${code.slice(3)} `, journey),
  );
});

test('who asks twice within half a minute gets one mail', { skip }, async () => {
  const [email, journey] = [newAddress(), newJourney()];
  const code = await sendCode(email, journey);
  assert.equal(await sendCode(email, journey), code);
  assert.equal(mailsTo(email).length, 1);
  claimsOf(await verify(email, code, journey));
  await sendCode(email, journey);
  assert.equal(mailsTo(email).length, 2, 'one that is used stands in nobody’s way');
});

test('five attempts end a code, the right one afterwards too', { skip }, async () => {
  const [email, journey] = [newAddress(), newJourney()];
  const code = await sendCode(email, journey);
  const answers = [];
  for (const step of [1, 2, 3, 4, 5]) {
    answers.push(refusalOf(await verify(email, otherThan(code, step), journey)));
  }
  assert.deepEqual(answers, [...Array(4).fill('CODE_WRONG'), 'CODE_ENDED']);
  assert.equal(refusalOf(await verify(email, code, journey)), 'CODE_ENDED');
  claimsOf(await verify(email, await sendCode(email, journey), journey));
});

const strangers = [
  { name: 'another journey', isOwnAddress: true, isOwnJourney: false },
  { name: 'another address', isOwnAddress: false, isOwnJourney: true },
];
for (const { name, isOwnAddress, isOwnJourney } of strangers) {
  test(`a code is good for no other than its own: ${name}`, { skip }, async () => {
    const [email, journey] = [newAddress(), newJourney()];
    const code = await sendCode(email, journey);
    const address = isOwnAddress ? email : newAddress();
    const answer = await verify(address, code, isOwnJourney ? journey : newJourney());
    assert.equal(refusalOf(answer), 'CODE_ENDED');
    claimsOf(await verify(email, code, journey));
  });
}

test('the sixth code of an hour is refused, with the minutes to wait, in the language of the page', {
  skip,
}, async () => {
  const email = newAddress();
  for (let codes = 0; codes < 5; codes += 1) await sendCode(email, newJourney());
  const outcome = await send(email, newJourney('de-CH'));
  assert.equal(refusalOf(outcome), 'TOO_MANY_CODES');
  assert.match(outcome.outcome === 'error' ? outcome.userMessage : '', /in (59|60) Minuten/);
  assert.equal(mailsTo(email).length, 5);
});

const languages = [
  { culture: 'en-GB', subject: 'Your code for Alder Lake Rowing', end: '10 minutes' },
  { culture: 'de-CH', subject: 'Ihr Code für den Ruderklub Alder Lake', end: '10 Minuten' },
  { culture: 'fr-CA', subject: "Votre code pour le club d'aviron Alder Lake", end: '10 minutes' },
  { culture: 'nl', subject: 'Your code for Alder Lake Rowing', end: '10 minutes' },
];
for (const { culture, subject, end } of languages) {
  test(`the mail is in the language of the page: ${culture}`, { skip }, async () => {
    const email = newAddress();
    const code = await sendCode(email, newJourney(culture));
    const text = mailsTo(email)[0]?.text ?? '';
    for (const part of [subject, code, end]) assert.ok(text.includes(part), part);
  });
}

test('of twenty clicks at a time one sends a mail, and of twenty right codes one is right', {
  skip,
}, async () => {
  const [email, journey] = [newAddress(), newJourney()];
  const all = Array.from({ length: 20 }, (_, index) => index);
  for (const outcome of await Promise.all(all.map(() => send(email, journey)))) claimsOf(outcome);
  const [mail, ...others] = mailsTo(email);
  assert.equal(others.length, 0);
  const request = { recipient: email, journey: journey.correlationId, now: new Date() };
  const code = mail?.code ?? '';
  const verdicts = await Promise.all(all.map(() => emailCodes.verify({ ...request, code })));
  assert.deepEqual(
    verdicts.filter((verdict) => verdict !== 'ended'),
    ['right'],
  );
});

test('a code ends after ten minutes; a new one, half a minute later, ends the one before', async () => {
  const [recipient, journey] = [newAddress(), randomUUID()];
  const at = (time: string) => ({ recipient, journey, now: new Date(`2026-11-02T${time}Z`) });
  const codes: string[] = [];
  const keep = async (code: string) => {
    codes.push(code);
    return 'taken' as const;
  };
  assert.equal((await emailCodes.send(at('10:00:00'), keep)).outcome, 'sent');
  assert.equal((await emailCodes.send(at('10:00:29'), keep)).outcome, 'recent');
  assert.equal((await emailCodes.send(at('10:00:30'), keep)).outcome, 'sent');
  const [first = '', second = ''] = codes;
  if (first !== second) {
    assert.equal(await emailCodes.verify({ ...at('10:01:00'), code: first }), 'wrong');
  }
  assert.equal(await emailCodes.verify({ ...at('10:10:30'), code: second }), 'ended');
});

test('a code that could not be sent keeps nobody waiting, and counts for nothing', async () => {
  const request = { recipient: newAddress(), journey: randomUUID(), now: new Date() };
  for (let failures = 0; failures < 6; failures += 1) {
    assert.equal((await emailCodes.send(request, async () => 'refused')).outcome, 'refused');
    const failing = emailCodes.send(request, () => Promise.reject(new Error('down')));
    await assert.rejects(failing, /^Error: down$/);
  }
  assert.equal((await emailCodes.send(request, async () => 'taken')).outcome, 'sent');
});

test('storage has neither the address nor the code', { skip }, async () => {
  const [email, journey] = [newAddress(), newJourney()];
  const code = await sendCode(email, journey);
  const table = TableClient.fromConnectionString(process.env['Storage'] ?? '', 'emailcodes', {
    allowInsecureConnection: true,
  });
  const kept: object[] = [];
  for await (const entity of table.listEntities()) kept.push(entity);
  assert.ok(kept.length > 0);
  const [name = ''] = email.split('@');
  const own = kept.filter((entity) => JSON.stringify(entity).includes(journey.correlationId));
  assert.equal(own.length, 1);
  for (const secret of [name, 'example.org', `"${code}`]) {
    assert.equal(JSON.stringify(kept).includes(secret), false);
  }
});

const unreadable = [
  { name: 'no domain', email: 'ada' },
  { name: 'two addresses', email: 'ada@example.org,grace@example.org' },
  { name: 'a name around it', email: 'Ada <ada@example.org>' },
  { name: 'a header of its own', email: 'ada@example.org\r\nBcc: grace@example.org' },
  { name: 'more than can be delivered', email: `ada@${'x'.repeat(250)}.org` },
];
for (const { name, email } of unreadable) {
  test(`no mail goes to what is no address: ${name}`, async () => {
    assert.equal(refusalOf(await send(email, newJourney())), 'EMAIL_INVALID');
    assert.deepEqual(mailsTo(email), []);
  });
}

await import('./email-codes.mail.cases.ts'); // last: the club ends as soon as no test is left
