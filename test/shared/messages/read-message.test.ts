import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { defineMessages } from '../../../shared/messages/define-messages.ts';
import { findMessage, formatMessage } from '../../../shared/messages/read-message.ts';

const messages = defineMessages({
  en: { COLOR: 'Color', BOAT: 'Boat' },
  'en-GB': { COLOR: 'Colour' },
  fr: { COLOR: 'Couleur', BOAT: 'Bateau' },
  'fr-CA': { BOAT: 'Embarcation' },
  'zh-Hant': { COLOR: '顏色', BOAT: '船' },
});

const found = [
  { language: 'fr-CA', key: 'BOAT', text: 'Embarcation' },
  { language: 'fr-CA', key: 'COLOR', text: 'Couleur' },
  { language: 'FR-ca', key: 'COLOR', text: 'Couleur' },
  { language: 'fr-BE', key: 'BOAT', text: 'Bateau' },
  { language: 'en-GB', key: 'BOAT', text: 'Boat' },
  { language: 'zh-Hant-TW', key: 'BOAT', text: '船' },
  { language: 'zh', key: 'BOAT', text: 'Boat' },
  { language: 'sv', key: 'COLOR', text: 'Color' },
  { language: '', key: 'COLOR', text: 'Color' },
  { language: 'toString', key: 'COLOR', text: 'Color' },
  { language: 'en', key: 'toString', text: undefined },
];
for (const { language, key, text } of found) {
  test(`"${key}" for "${language}" reads "${text}"`, () => {
    assert.equal(findMessage(messages, key, language)?.text, text);
  });
}

const formatted = [
  { name: 'one', language: 'en', text: '{n, plural, one {# try} other {# tries}}', read: '1 try' },
  {
    name: 'the plural of a language with several',
    language: 'pl',
    text: '{n, plural, one {# łódź} few {# łodzie} many {# łodzi} other {# łodzi}}',
    n: 3,
    read: '3 łodzie',
  },
  { name: 'thousands', language: 'de', text: '{n, number}', n: 12_345, read: '12.345' },
  {
    name: 'a date as in UTC, wherever the machine is',
    language: 'en',
    text: '{d, date, short} {d, time, short}',
    read: '5/4/31 11:30 PM',
  },
  { name: 'a choice', language: 'fr', text: '{s, select, a {un} other {deux}}', read: 'un' },
  { name: 'an angle bracket as text', language: 'en', text: 'a < b, {s}', read: 'a < b, a' },
  {
    name: 'text without parameters as it is',
    language: 'en',
    text: "It's 100 %",
    read: "It's 100 %",
  },
];
for (const { name, language, text, n = 1, read } of formatted) {
  test(`formats ${name}`, async () => {
    const parameters = { n, s: 'a', d: new Date('2031-05-04T23:30:00Z') };
    const message = await formatMessage({ text, language }, parameters);
    assert.equal(message.replaceAll(/\s/g, ' '), read);
  });
}

test('no parameter is read as a message', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (name) => {
      const text = 'Hello {name}, {n, plural, one {one} other {#}}!';
      assert.equal(
        await formatMessage({ text, language: 'en' }, { name, n: 2 }),
        `Hello ${name}, 2!`,
      );
    }),
  );
});

test('a text that is no ICU message, and a parameter that is missing, are errors', async () => {
  await assert.rejects(formatMessage({ text: '{n, plural}', language: 'en' }, { n: 1 }));
  await assert.rejects(formatMessage({ text: '{name}', language: 'en' }, {}));
});

test('the library is not loaded before a message has parameters', async () => {
  const program = `
    const { refusal } = await import('./shared/refusal.ts');
    const { defineMessages } = await import('./shared/messages/define-messages.ts');
    const { formatMessage } = await import('./shared/messages/read-message.ts');
    const { registerHooks } = await import('node:module');
    let loaded = 0;
    registerHooks({ resolve(specifier, context, next) {
      if (specifier === 'intl-messageformat') loaded += 1;
      return next(specifier, context);
    } });
    refusal(defineMessages({ en: { A: 'plain', B: '{n, number}' } }), 'A', { language: 'en' });
    await formatMessage({ text: 'plain', language: 'en' }, {});
    const before = loaded;
    await formatMessage({ text: '{n, number}', language: 'en' }, { n: 1 });
    console.log(before, loaded);`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program]);
  assert.equal(stdout, '0 1\n');
});
