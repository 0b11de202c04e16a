import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatComposite } from '../../compiler/composite-format.ts';
import { TransformationFailed } from '../../shared/errors.ts';

const formats = [
  { name: 'fills in values', format: '{1}, {0}', text: 'b, a' },
  { name: 'takes {{ and }} for braces', format: '{{{0}}}', text: '{a}' },
  { name: 'takes {{0}} for text', format: '{{0}}', text: '{0}' },
  { name: 'aligns to the right', format: '<{0,3}>', text: '<  a>' },
  { name: 'aligns to the left', format: '<{0, -3 }>', text: '<a  >' },
  { name: 'does not cut what is wider', format: '{0,0}', text: 'a' },
  { name: 'passes over the format of a text', format: '{0:N2}{1,2:x}', text: 'a b' },
  { name: 'takes spaces after the index', format: '{0 }', text: 'a' },
  { name: 'takes empty text', format: '', text: '' },
  { name: 'keeps line breaks', format: '{0}\n{1}', text: 'a\nb' },
];
for (const { name, format, text } of formats) {
  test(`a .NET format: ${name}`, () => {
    assert.equal(formatComposite(format, ['a', 'b']), text);
  });
}

const broken = [
  { name: 'an index without a value', format: '{2}' },
  { name: 'an open brace at the end', format: 'a{' },
  { name: 'an open brace', format: '{0' },
  { name: 'a closing brace', format: 'a}b' },
  { name: 'a name', format: '{name}' },
  { name: 'a space before the index', format: '{ 0}' },
  { name: 'nothing in braces', format: '{}' },
  { name: 'an index below zero', format: '{-1}' },
  { name: 'an alignment that is none', format: '{0,x}' },
  { name: 'an index that never ends', format: `{${'0'.repeat(100_000)}}` },
  { name: 'padding beyond 4000 characters', format: '{0,9999999}' },
  { name: 'more than 4000 characters', format: 'x'.repeat(4001) },
];
for (const { name, format } of broken) {
  test(`a .NET format fails with ${name}`, () => {
    assert.throws(() => formatComposite(format, ['a', 'b']), TransformationFailed);
  });
}

test('a .NET format takes any value as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (value, around) => {
      const literal = around.replaceAll(/[{}]/g, '$&$&');
      assert.equal(formatComposite(`${literal}{0}${literal}`, [value]), around + value + around);
    }),
  );
});
