import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineMessages } from '../../shared/messages/define-messages.ts';
import { refusal, userMessageOf } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { assertAnswered, correlationId, profile } from '../support/served-profile.ts';

const messages = defineMessages({
  en: { TOO_LATE: 'Too late.', WAIT: 'Wait {n, plural, one {a day} other {# days}}.' },
  de: { TOO_LATE: 'Zu spät.', WAIT: 'Warten Sie {n, plural, one {einen Tag} other {# Tage}}.' },
});

const cases = [
  { name: 'the language itself', language: 'de', userMessage: 'Zu spät.' },
  { name: 'a region of it', language: 'de-CH', userMessage: 'Zu spät.' },
  { name: 'any letter case', language: 'DE', userMessage: 'Zu spät.' },
  { name: 'English for a language that is not there', language: 'it', userMessage: 'Too late.' },
  {
    name: 'English for a name that every object has',
    language: 'constructor',
    userMessage: 'Too late.',
  },
];
for (const { name, language, userMessage } of cases) {
  test(`a refusal speaks ${name}`, async () => {
    const error = refusal(messages, 'TOO_LATE', { language });
    assert.equal(error.code, 'ERR_CLAIMS_REJECTED');
    assert.equal(error.reason, 'TOO_LATE');
    assert.equal(error.userMessage, userMessage);
    assert.equal(await userMessageOf(error), userMessage);
  });
}

test('serve fills parameters in, and the key is the code', async () => {
  const handler = serve(profile, (_claims, call) => {
    throw refusal(messages, 'WAIT', call, { n: 2 });
  });
  const answered = await invoke(handler, jsonBody({ correlationId, language: 'de-CH' }));
  assertAnswered(answered, 409, {
    version: '1.0.0',
    status: 409,
    code: 'WAIT',
    requestId: correlationId,
    userMessage: 'Warten Sie 2 Tage.',
  });
});

const loose: Readonly<Record<string, string>> = { A: 'Fine, {name}.', B: '{broken' };
const broken = defineMessages({ en: loose, de: { A: '{name, plural}', B: '{broken' } });

const fallbacks = [
  { name: 'in the fallback language', key: 'A', language: 'de', userMessage: 'Fine, Nora.' },
  {
    name: 'in words of ours',
    key: 'B',
    language: 'de',
    userMessage: 'Bitte prüfen Sie Ihre Eingaben.',
  },
  {
    name: 'in words of ours',
    key: 'C',
    language: 'en',
    userMessage: 'Please check what you entered.',
  },
];
for (const { name, key, language, userMessage } of fallbacks) {
  test(`a text that cannot be formatted is answered ${name}: "${key}"`, async () => {
    const error = refusal(broken, key, { language }, { name: 'Nora' });
    assert.equal(await userMessageOf(error), userMessage);
  });
}
