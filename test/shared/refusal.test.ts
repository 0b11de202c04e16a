import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../../shared/refusal.ts';

const tooLate = refusal('TOO_LATE', { en: 'Too late.', de: 'Zu spät.' });

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
  test(`a refusal speaks ${name}`, () => {
    const error = tooLate(language);
    assert.equal(error.code, 'ERR_CLAIMS_REJECTED');
    assert.equal(error.reason, 'TOO_LATE');
    assert.equal(error.userMessage, userMessage);
  });
}
