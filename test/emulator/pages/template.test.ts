import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillTemplate } from '../../../emulator/pages/template.ts';

const directions = [
  { name: 'runs from right to left in Arabic', language: 'ar', html: '<html lang="ar" dir="rtl">' },
  { name: 'and in a region of its', language: 'he-IL', html: '<html lang="he-IL" dir="rtl">' },
  { name: 'and from left to right in German', language: 'de', html: '<html lang="de">' },
  {
    name: 'and as its template says where that says it',
    language: 'ar',
    own: '<html class="x" dir="ltr">',
    html: '<html lang="ar" class="x" dir="ltr">',
  },
];
for (const { name, language, own = '<html>', html } of directions) {
  test(`a page ${name}`, () => {
    const template = `${own}<head></head><body><div id="api"></div></body></html>`;
    const parts = {
      comment: '',
      head: '',
      api: '',
      apiName: 'SelfAsserted',
      isScriptAllowed: true,
    };
    const filled = fillTemplate(template, { language, ...parts });
    assert.equal(/<html[^>]*>/.exec(filled)?.[0], html);
  });
}
