import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRouteTemplate } from '../../host/route-template.ts';

const parameter = {
  kind: 'parameter',
  isCatchAll: false,
  isOptional: false,
  defaultValue: undefined,
  constraints: [],
};
const literal = (text: string) => ({ kind: 'literal', text });

const cases = [
  { text: 'a/b', template: [[literal('a')], [literal('b')]] },
  { text: '~/a/', template: [[literal('a')]] },
  { text: '', template: [] },
  { text: '{{a}}', template: [[literal('{a}')]] },
  { text: '{x}', template: [[{ ...parameter, name: 'x' }]] },
  { text: '{x=7}', template: [[{ ...parameter, name: 'x', defaultValue: '7' }]] },
  {
    text: '{x:int?}',
    template: [[{ ...parameter, name: 'x', isOptional: true, constraints: ['int'] }]],
  },
  {
    text: '{x:int:range(1,5)=2}',
    template: [
      [{ ...parameter, name: 'x', constraints: ['int', 'range(1,5)'], defaultValue: '2' }],
    ],
  },
  {
    text: '{x:regex(^[/]\\d{{2}}(a|b)$)}',
    template: [[{ ...parameter, name: 'x', constraints: ['regex(^[/]\\d{2}(a|b)$)'] }]],
  },
  { text: '{*x}', template: [[{ ...parameter, name: 'x', isCatchAll: true }]] },
  {
    text: '{**x:int}',
    template: [[{ ...parameter, name: 'x', isCatchAll: true, constraints: ['int'] }]],
  },
  {
    text: '{a}-{b}.json',
    template: [
      [{ ...parameter, name: 'a' }, literal('-'), { ...parameter, name: 'b' }, literal('.json')],
    ],
  },
];
for (const { text, template } of cases) {
  test(`route template "${text}"`, () => {
    assert.deepEqual(parseRouteTemplate(text), template);
  });
}

const invalid = [
  { text: 'a//b', says: /two slashes/ },
  { text: '//a', says: /two slashes/ },
  { text: '{x', says: /do not pair up/ },
  { text: 'x}', says: /do not pair up/ },
  { text: '{x}}', says: /do not pair up/ },
  { text: '{}', says: /no name/ },
  { text: '{*}', says: /no name/ },
  { text: '{a b}', says: /no name/ },
  { text: 'a?b', says: /question mark/ },
  { text: '{x}{y}', says: /follows another parameter/ },
  { text: '{*x}/a', says: /alone at the end/ },
  { text: 'a{*x}', says: /alone at the end/ },
  { text: '{*x?}', says: /cannot be optional/ },
  { text: '{a?}-{b}', says: /optional part/ },
  { text: '{a}-{b?}', says: /optional part/ },
  { text: '{x}/{X}', says: /there twice/ },
  { text: '{x:length(}', says: /no constraint/ },
  { text: '{x:}', says: /no constraint/ },
];
for (const { text, says } of invalid) {
  test(`"${text}" is no route template`, () => {
    assert.throws(() => parseRouteTemplate(text), { name: 'SyntaxError', message: says });
  });
}

test('any text is a template or a SyntaxError', () => {
  const texts = fc.string({
    unit: fc.constantFrom('{', '}', '/', '*', '?', ':', '=', '(', ')', 'a', '.'),
  });
  fc.assert(
    fc.property(texts, (text) => {
      try {
        parseRouteTemplate(text);
      } catch (error) {
        assert.ok(error instanceof SyntaxError);
      }
    }),
    { numRuns: 1000 },
  );
});
