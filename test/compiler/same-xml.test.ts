import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameXml } from '../../compiler/same-xml.ts';
import { Source } from '../../compiler/source.ts';

const cases = [
  { name: 'indentation', one: '<a><b/></a>', other: '<a>\r\n\t<b />\r\n</a>', isSame: true },
  {
    name: 'comments',
    one: '<a>c</a>',
    other: '<?xml version="1.0"?><!-- x --><a>c<!-- y --></a>',
    isSame: true,
  },
  {
    name: 'the order of attributes',
    one: '<a b="1" c="2"/>',
    other: "<a c='2' b='1'></a>",
    isSame: true,
  },
  {
    name: 'an abbreviated namespace',
    one: '<a xmlns="u"/>',
    other: '<p:a xmlns:p="u"/>',
    isSame: true,
  },
  {
    name: 'a reference to a character',
    one: '<a>&#65;</a>',
    other: '<a><![CDATA[A]]></a>',
    isSame: true,
  },
  { name: 'another text', one: '<a>b</a>', other: '<a>c</a>', isSame: false },
  { name: 'another value', one: '<a b="1"/>', other: '<a b="2"/>', isSame: false },
  {
    name: 'another order of elements',
    one: '<a><b/><c/></a>',
    other: '<a><c/><b/></a>',
    isSame: false,
  },
  { name: 'another namespace', one: '<a xmlns="u"/>', other: '<a xmlns="v"/>', isSame: false },
  { name: 'an element more', one: '<a><b/></a>', other: '<a><b/><b/></a>', isSame: false },
  { name: 'white space in a text', one: '<a> b</a>', other: '<a>b</a>', isSame: false },
  { name: 'what is no XML', one: '<a', other: '<a', isSame: false },
];
for (const { name, one, other, isSame } of cases) {
  test(`${name} ${isSame ? 'is no difference' : 'is a difference'}`, () => {
    assert.equal(isSameXml(new Source('', one), new Source('', other)), isSame);
  });
}
