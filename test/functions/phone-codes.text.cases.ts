import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { textSenderOf } from '../../functions/phone-codes/text-message.ts';
import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
const sid = 'AC00000000000000000000000000000000';
const twilio = {
  Sms__Provider: 'twilio',
  Sms__From: '+41790000000',
  Sms__TwilioAccountSid: sid,
  Sms__TwilioAuthToken: 'a-real-token',
};
const message = { to: '+41791234567', text: 'Dein Code für + und & ist 012345', code: '012345' };

/** A service in Twilio's shape, that answers as it is told. */
async function service(t: TestContext, status: number, body: object = {}) {
  const { url: Sms__TwilioUrl, seen } = await startApi(t, answerWith(status, body));
  const send = (own = {}) => textSenderOf({ ...twilio, Sms__TwilioUrl, ...own, ...development });
  return { seen, send };
}

const senders = [
  { name: 'a number', from: '+41790000000', field: 'From' },
  { name: 'a name', from: 'AlderLake', field: 'From' },
  { name: 'a service', from: 'MG00000000000000000000000000000000', field: 'MessagingServiceSid' },
];
for (const { name, from, field } of senders) {
  test(`Twilio: a form with Basic credentials, from ${name}`, async (t) => {
    const { seen, send } = await service(t, 201, { sid: 'SM1', status: 'queued' });
    assert.equal(await send({ Sms__From: from })(message), 'taken');
    const requests = seen.map(({ line, headers, body }) => ({
      ...{ line, authorization: headers.authorization, type: headers['content-type'] },
      form: Object.fromEntries(new URLSearchParams(body)),
    }));
    assert.deepEqual(requests, [
      {
        line: `POST /2010-04-01/Accounts/${sid}/Messages.json`,
        authorization: `Basic ${Buffer.from(`${sid}:a-real-token`).toString('base64')}`,
        type: 'application/x-www-form-urlencoded;charset=UTF-8',
        form: { [field]: from, To: message.to, Body: message.text },
      },
    ]);
  });
}

const answers = [
  { name: 'no such number', status: 400, body: { code: 21211 }, outcome: 'refused' },
  { name: 'who has unsubscribed', status: 400, body: { code: 21610 }, outcome: 'refused' },
  { name: 'a fault of ours', status: 400, body: { code: 21606 }, outcome: 'unavailable' },
  { name: 'nothing that can be read', status: 400, body: [], outcome: 'unavailable' },
  { name: 'wrong credentials', status: 401, body: { code: 20003 }, outcome: 'unavailable' },
  { name: 'too many', status: 429, body: { code: 20429 }, outcome: 'unavailable' },
  { name: 'a fault of theirs', status: 500, body: {}, outcome: 'unavailable' },
];
for (const { name, status, body, outcome } of answers) {
  test(`Twilio: ${name} is ${outcome}, and asked once`, async (t) => {
    const { seen, send } = await service(t, status, body);
    const sending = send()(message);
    if (outcome === 'refused') assert.equal(await sending, outcome);
    else await assert.rejects(sending, DependencyUnavailable);
    assert.equal(seen.length, 1);
  });
}

const unusable: { name: string; settings: Record<string, string>; setting: string }[] = [
  { name: 'no provider', settings: {}, setting: 'Sms__Provider' },
  { name: 'an unknown one', settings: { Sms__Provider: 'pigeon' }, setting: 'Sms__Provider' },
  {
    name: 'an empty token',
    settings: { ...twilio, Sms__TwilioAuthToken: '' },
    setting: 'Sms__TwilioAuthToken',
  },
  {
    name: 'an unresolved token',
    settings: {
      ...twilio,
      Sms__TwilioAuthToken: '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/sms)',
    },
    setting: 'Sms__TwilioAuthToken',
  },
  {
    name: 'a service without TLS',
    settings: { ...twilio, Sms__TwilioUrl: 'http://sms.example.org' },
    setting: 'Sms__TwilioUrl',
  },
];
for (const { name, settings, setting } of unusable) {
  test(`settings of text messages that cannot be used are named: ${name}`, () => {
    assert.throws(
      () => textSenderOf(settings),
      (error) => error instanceof SettingsInvalid && error.problems[0]?.setting === setting,
    );
  });
}

test('the inbox of development is none in Azure', async () => {
  const send = textSenderOf({ Sms__Provider: 'development' });
  await assert.rejects(async () => send(message), SettingsInvalid);
});
