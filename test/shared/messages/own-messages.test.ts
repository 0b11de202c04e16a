import assert from 'node:assert/strict';
import test from 'node:test';
import { ownMessage } from '../../../shared/messages/own-messages.ts';

const languages: readonly (readonly [language: string, expected: RegExp])[] = [
  ['en', /check what you entered/],
  ['en-GB', /check what you entered/],
  ['de-AT', /Eingaben/],
  ['FR-ca', /saisie/],
  ['nl', /ingevuld/],
  ['sv-SE', /check what you entered/],
  ['', /check what you entered/],
  ['constructor', /check what you entered/],
];

for (const [language, expected] of languages) {
  test(`the texts for "${language}" fall back to a language that there is`, () => {
    assert.match(ownMessage('CLAIM_RULE_BROKEN', language), expected);
  });
}
