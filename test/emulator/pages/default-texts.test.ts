import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultTextsOf } from '../../../emulator/pages/default-texts.ts';

const english = Object.keys(defaultTextsOf('en')).sort();

for (const language of ['de', 'fr']) {
  test(`the pages have a text of their own in "${language}" for each English one`, () => {
    const texts = defaultTextsOf(language);
    assert.deepEqual(Object.keys(texts).sort(), english);
    assert.equal(texts, defaultTextsOf(`${language}-CH`));
    const same = english.filter((id) => texts[id] === defaultTextsOf('en')[id]);
    assert.deepEqual(same, []);
  });
}

test('a language that nobody has written is English', () => {
  assert.equal(defaultTextsOf('pt-BR'), defaultTextsOf('en-GB'));
});
