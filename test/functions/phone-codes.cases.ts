import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { messages } from '../../functions/phone-codes/messages.ts';
import { phoneCodes } from '../../functions/phone-codes/phone-codes.ts';
import { countMessage, messageLimits } from '../../functions/phone-codes/phone-limits.ts';
import { readMobileNumber } from '../../functions/phone-codes/phone-number.ts';
import { messageText } from '../../shared/messages/message-text.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const skip = club.inbox === undefined && 'needs the messages that were sent';

/** Swiss mobile numbers, each in a range of its own as far as chance goes. */
const newNumber = () => `+4179${randomInt(2_000_000, 9_999_999)}`;
const newJourney = (culture = 'en-GB') => ({ correlationId: randomUUID(), culture });
type Journey = ReturnType<typeof newJourney>;

const send = (phoneToConfirm: string, journey: Journey) =>
  club.call('REST-SendPhoneCode', { phoneToConfirm }, journey);
const verify = (phoneToConfirm: string, phoneCode: string, journey: Journey) =>
  club.call('REST-VerifyPhoneCode', { phoneToConfirm, phoneCode }, journey);
const textsTo = (number: string) => club.inbox?.to(number) ?? [];

async function sendCode(number: string, journey: Journey): Promise<string> {
  claimsOf(await send(number, journey));
  return textsTo(number).at(-1)?.code ?? '';
}

test('a code that was texted confirms the number, as E.164, however it is written', {
  skip,
}, async () => {
  const [number, journey] = [newNumber(), newJourney('de-CH')];
  const national = `0${number.slice(3, 5)} ${number.slice(5)}`;
  claimsOf(await send(national, journey));
  const [text, ...others] = textsTo(number);
  assert.deepEqual([text?.channel, others.length], ['sms', 0]);
  assert.match(text?.text ?? '', /^Ruderklub Alder Lake: Ihr Code ist \d{6}\./);
  const { confirmedPhone } = claimsOf(await verify(number, text?.code ?? '', journey));
  assert.equal(confirmedPhone, number);
  assert.deepEqual(claimsOf(await verify(number, text?.code ?? '', journey)), { confirmedPhone });
});

test('who asks twice within half a minute gets one text message', { skip }, async () => {
  const [number, journey] = [newNumber(), newJourney()];
  const code = await sendCode(number, journey);
  assert.equal(await sendCode(number, journey), code);
  assert.equal(textsTo(number).length, 1);
});

test('a wrong code is refused, and so is one that nobody was sent', { skip }, async () => {
  const [number, journey] = [newNumber(), newJourney()];
  const code = await sendCode(number, journey);
  const wrong = code === '000000' ? '000001' : '000000';
  assert.equal(refusalOf(await verify(number, wrong, journey)), 'CODE_WRONG');
  assert.equal(refusalOf(await verify(number, code, newJourney())), 'CODE_ENDED');
  assert.equal(refusalOf(await verify(newNumber(), code, journey)), 'CODE_ENDED');
});

test('of twenty clicks at a time one sends a text message', { skip }, async () => {
  const [number, journey] = [newNumber(), newJourney()];
  const all = Array.from({ length: 20 }, () => send(number, journey));
  for (const outcome of await Promise.all(all)) claimsOf(outcome);
  assert.equal(textsTo(number).length, 1);
});

const refused = [
  { name: 'a landline', phone: '044 268 12 34', code: 'PHONE_INVALID' },
  { name: 'a premium number', phone: '0900 123 456', code: 'PHONE_INVALID' },
  { name: 'too few digits', phone: '079 000', code: 'PHONE_INVALID' },
  { name: 'no number', phone: '-------', code: 'PHONE_INVALID' },
  { name: 'a country that is not served', phone: '+447400123456', code: 'PHONE_COUNTRY_REFUSED' },
  { name: 'a satellite', phone: '+881612345678', code: 'PHONE_INVALID' },
];
for (const { name, phone, code } of refused) {
  test(`nothing is sent to ${name}`, async () => {
    assert.equal(refusalOf(await send(phone, newJourney())), code);
    assert.deepEqual(textsTo(phone), []);
  });
}

test('a range of numbers gets ten messages an hour, and whoever is one too many is refused', {
  skip,
}, async () => {
  const range = newNumber().slice(0, -3);
  const numbers = Array.from(
    { length: messageLimits.perRange.limit + 1 },
    (_, index) => `${range}${100 + index}`,
  );
  const outcomes = await Promise.all(numbers.map((number) => send(number, newJourney('fr'))));
  const refusals = outcomes.filter(({ outcome }) => outcome !== 'claims').map(refusalOf);
  assert.deepEqual(refusals, ['TOO_MANY_CODES']);
  assert.equal(numbers.flatMap(textsTo).length, messageLimits.perRange.limit);
});

test('messages are counted by range and by country', async () => {
  const now = new Date(Date.UTC(2040, 0, 1) + randomInt(1e9) * 1000);
  const numberOf = (index: number) => `+4366400${String(index).padStart(6, '0')}`;
  const [perRange, perCountry] = [3, 5].map((limit) => ({ limit, windowMs: 1000 }));
  assert.ok(perRange && perCountry);
  const limits = { perRange, perCountry };
  const count = (index: number) =>
    countMessage({ number: numberOf(index), country: 'AT' }, now, limits);
  const end = new Date(now.getTime() + 1000);
  const outcomes = [];
  for (const index of [1, 2, 3, 4, 1000, 2000, 3000]) outcomes.push(await count(index));
  assert.deepEqual(outcomes, [undefined, undefined, undefined, end, undefined, undefined, end]);
});

test('a message that is one too many ends nothing: the code is asked for again later', async () => {
  const request = { recipient: newNumber(), journey: randomUUID(), now: new Date() };
  const endsAt = new Date(request.now.getTime() + 60_000);
  const limited = await phoneCodes.send(request, async () => endsAt);
  assert.deepEqual(limited, { outcome: 'tooMany', endsAt });
  assert.equal((await phoneCodes.send(request, async () => 'taken')).outcome, 'sent');
});

const written = ['079 123 45 67', '+41 (0)79 123 45 67', '0041791234567', '+41791234567'];
for (const typed of written) {
  test(`"${typed}" is one number`, async () => {
    assert.deepEqual(await readMobileNumber(typed), { number: '+41791234567', country: 'CH' });
  });
}

for (const language of ['en', 'de', 'fr']) {
  test(`the text message is one part of plain characters: ${language}`, async () => {
    const text = await messageText(messages, 'TEXT', language, { code: '000000', minutes: 10 });
    assert.ok(text.length <= 160, text);
    assert.match(text, /^[\w .,:'?!éèùì-]+$/, 'GSM 7 bit');
  });
}

await import('./phone-codes.text.cases.ts'); // last: the club ends as soon as no test is left
