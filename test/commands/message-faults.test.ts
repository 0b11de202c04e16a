import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadedMessages } from '../../commands/loaded-messages.ts';
import { messageFaults } from '../../commands/message-faults.ts';

const cases: readonly {
  name: string;
  catalogues: LoadedMessages['catalogues'];
  fallback?: string;
  languages?: readonly string[];
  faults: readonly RegExp[];
}[] = [
  {
    name: 'nothing where all agree, and a variant says only what differs',
    catalogues: { en: { A: 'a', B: '{n}' }, de: { A: 'ä', B: '{n}' }, 'de-ch': { A: 'ae' } },
    languages: ['en', 'de-AT'],
    faults: [],
  },
  {
    name: 'the same parameters, in another order and other branches',
    catalogues: {
      en: { A: '{a} {n, plural, one {{b}} other {#}}' },
      de: { A: '{n, plural, other {{a}}} {b}' },
    },
    faults: [],
  },
  {
    name: 'a language of the pages that is missing',
    catalogues: { en: { A: 'a' } },
    languages: ['en', 'it'],
    faults: [/in "it" too, and the messages with "A" are not/],
  },
  {
    name: 'a fallback that is missing',
    catalogues: { de: { A: 'ä' } },
    faults: [/"de" lack their fallback language "en"/],
  },
  {
    name: 'a key that is missing',
    catalogues: { en: { A: 'a', B: 'b' }, de: { A: 'ä' } },
    faults: [/"B" has no text in "de"/],
  },
  {
    name: 'a key too many',
    catalogues: { en: { A: 'a' }, de: { A: 'ä', C: 'c' } },
    faults: [/"C" is in "de" and not in the fallback/],
  },
  {
    name: 'other parameters',
    catalogues: { en: { A: '{name}' }, de: { A: '{nmae}' } },
    faults: [/"A" in "de" has the parameters "nmae", its fallback "name"/],
  },
  {
    name: 'no ICU message',
    catalogues: { en: { A: '{n, plural, one {x}}' } },
    faults: [/"A" in "en" is no ICU message/],
  },
  { name: 'an empty text', catalogues: { en: { A: ' ' } }, faults: [/has no text/] },
  { name: 'quotes', catalogues: { en: { A: "Don''t" } }, faults: [/braces cannot be written/] },
  { name: 'a key of another form', catalogues: { en: { aB: 'a' } }, faults: [/UPPER_SNAKE_CASE/] },
  {
    name: 'no language tag',
    catalogues: { en: { A: 'a' }, german_ch: { A: 'ä' } },
    faults: [/"german_ch" is no language tag/],
  },
];

for (const { name, catalogues, fallback = 'en', languages = [], faults } of cases) {
  test(`messages: ${name}`, () => {
    const found = messageFaults([{ fallback, catalogues }], languages);
    assert.equal(found.length, faults.length, found.join('\n'));
    for (const [index, fault] of faults.entries()) assert.match(found[index] ?? '', fault);
  });
}
