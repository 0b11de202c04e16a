import test from 'node:test';
import { defineMessages } from '../../../shared/messages/define-messages.ts';
import { refusal } from '../../../shared/refusal.ts';

/* Nothing here is called: `tsc` fails where a line below an "@ts-expect-error" compiles. */

const call = { language: 'en' };

function translations() {
  return [
    defineMessages({ en: { A: 'a' }, de: { A: 'ä' } }),
    defineMessages({ en: { A: '{n, plural, other {#}}' }, de: { A: '{n, number}' } }),
    defineMessages({ en: { A: 'a', B: 'b' }, fr: { A: 'a', B: 'b' }, 'fr-CA': { B: 'bé' } }),
    defineMessages({ de: { A: 'ä' }, fr: { A: 'à' } }, 'de'),
    // @ts-expect-error a language lacks a key
    defineMessages({ en: { A: 'a', B: 'b' }, de: { A: 'ä' } }),
    // @ts-expect-error a variant without its own language lacks a key
    defineMessages({ en: { A: 'a', B: 'b' }, 'pt-BR': { A: 'á' } }),
    // @ts-expect-error a language has another key
    defineMessages({ en: { A: 'a' }, de: { A: 'ä', B: 'b' } }),
    // @ts-expect-error a translation lacks a parameter
    defineMessages({ en: { A: '{name}' }, de: { A: 'Name' } }),
    // @ts-expect-error a translation has a parameter of another name
    defineMessages({ en: { A: '{name}' }, de: { A: '{nmae}' } }),
    // @ts-expect-error a translation wants a number where the fallback's text takes words too
    defineMessages({ en: { A: '{n}' }, de: { A: '{n, plural, other {#}}' } }),
    // @ts-expect-error there is no English, and no other fallback
    defineMessages({ de: { A: 'ä' } }),
    // @ts-expect-error the fallback is not there
    defineMessages({ de: { A: 'ä' } }, 'fr'),
  ];
}

const messages = defineMessages({
  en: {
    PLAIN: 'No parameters; “quotes” and # are text.',
    NESTED: '{n, plural, one {# try for {who}} other {{max, number} tries}} on {day, date, short}',
    SELECT: '{kind, select, club {the club} other {you}}, { name }',
  },
});

const imported: Readonly<Record<string, string>> = { A: '{name}' };
const fromFile = defineMessages({ en: imported });

function refusals() {
  const day = new Date(0);
  return [
    refusal(messages, 'PLAIN', call),
    refusal(messages, 'NESTED', call, { n: 1, who: 'Nora', max: 3, day }),
    refusal(messages, 'SELECT', call, { kind: 'club', name: 7 }),
    refusal(fromFile, 'A', call, { name: 'Nora' }),
    // @ts-expect-error a key that no catalogue has
    refusal(messages, 'PLIAN', call),
    // @ts-expect-error parameters that the message has not
    refusal(messages, 'PLAIN', call, { n: 1 }),
    // @ts-expect-error no parameters at all
    refusal(messages, 'NESTED', call),
    // @ts-expect-error one that stands in a branch is missing
    refusal(messages, 'NESTED', call, { n: 1, max: 3, day }),
    // @ts-expect-error a number for a plural
    refusal(messages, 'NESTED', call, { n: '1', who: 'Nora', max: 3, day }),
    // @ts-expect-error a Date for a date
    refusal(messages, 'NESTED', call, { n: 1, who: 'Nora', max: 3, day: '2031-05-04' }),
    // @ts-expect-error a misspelled parameter
    refusal(messages, 'SELECT', call, { kind: 'club', nmae: 'Nora' }),
  ];
}

test('keys and parameters are checked when it is compiled', () => {
  void translations;
  void refusals;
});
