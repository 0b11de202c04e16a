import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributeOf, childOf, readXml } from '../../../emulator/saml/xml-read.ts';
import { xmlDateTime, xmlElement, xmlTextElement } from '../../../emulator/saml/xml-text.ts';

/** Any text, and what XML is made of more often than chance has it. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", ']]>', '<!--', '-->', '\0', '\n', '\ud800'),
  }),
);

test('no text breaks out of the XML that it stands in', () => {
  fc.assert(
    fc.property(texts, texts, (value, attribute) => {
      const xml = xmlElement('r', {}, xmlTextElement('a', { b: attribute }, value));
      const root = readXml(xml);
      assert.deepEqual(
        root?.children.map(({ name }) => name),
        ['a'],
      );
      const child = childOf(root, 'a');
      assert.equal(child?.children.length, 0);
      assert.deepEqual(
        child?.attributes.map(({ name }) => name),
        ['b'],
      );
    }),
  );
});

test('text that XML can hold comes back as it was', () => {
  const allowed = texts.filter((text) => /^[\P{C}\n\r\t]*$/u.test(text));
  fc.assert(
    fc.property(allowed, (value) => {
      const read = readXml(xmlTextElement('a', { b: value }, value));
      assert.equal(attributeOf(read, 'b'), value);
      if (value.trim() !== '') assert.equal(read?.text, value);
    }),
  );
});

for (const { name, xml } of [
  { name: 'a document type', xml: '<!DOCTYPE a><a/>' },
  { name: 'an entity of its own', xml: '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>' },
  { name: 'an end that is missing', xml: '<a><b></a>' },
  { name: 'no element', xml: 'a' },
]) {
  test(`XML with ${name} is no message`, () => assert.equal(readXml(xml), undefined));
}

test('a time has milliseconds only where there are some', () => {
  assert.equal(xmlDateTime(new Date('2026-11-23T06:00:00Z')), '2026-11-23T06:00:00Z');
  assert.equal(xmlDateTime(new Date('2026-11-23T06:00:00.5Z')), '2026-11-23T06:00:00.500Z');
});
