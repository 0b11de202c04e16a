import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyChanges } from '../../compiler/apply-changes.ts';
import type { Change } from '../../compiler/change.ts';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import { Source } from '../../compiler/source.ts';

/** A finding at the n-th place where the text stands. */
function findingAt(source: Source, needle: string, ...changes: Change[]): Diagnostic {
  const position = source.positionAt(source.text.indexOf(needle));
  return { rule: 'r', severity: 'error', message: 'm', why: 'w', fix: 'f', position, changes };
}

/** The text after the changes, each at the element that its needle begins. */
function change(text: string, ...made: readonly [needle: string, change: Change][]) {
  const source = new Source('a.xml', text);
  const found = made.map(([needle, each]) => findingAt(source, needle, each));
  const { text: changed, fixed } = applyChanges(source, found);
  return { changed, fixed: fixed.length };
}

function anchorAt(text: string, needle: string) {
  return new Source('a.xml', text).positionAt(text.indexOf(needle));
}

const rename = { kind: 'set-attribute', name: 'A', from: 'x', to: 'y' } as const;
const block = '<P>\n  <!-- of B -->\n  <B/>\n  <A/>\n</P>';

const cases: readonly {
  name: string;
  text: string;
  at: string;
  change: Change;
  expected: string;
}[] = [
  {
    name: 'an attribute in single quotes keeps them',
    text: `<P><E B = "x"\n  A='x' ></E></P>`,
    at: '<E',
    change: rename,
    expected: `<P><E B = "x"\n  A='y' ></E></P>`,
  },
  {
    name: 'the new value is escaped',
    text: '<P><E A="x"/></P>',
    at: '<E',
    change: { ...rename, to: `<"&'>` },
    expected: `<P><E A="&lt;&quot;&amp;'&gt;"/></P>`,
  },
  {
    name: 'a value that is not as it is said to be stays',
    text: '<P><E A="{Settings:X}"/></P>',
    at: '<E',
    change: rename,
    expected: '<P><E A="{Settings:X}"/></P>',
  },
  {
    name: 'an attribute goes behind the last one',
    text: '<P><E A="x"   /></P>',
    at: '<E',
    change: { kind: 'add-attribute', name: 'N', to: '1' },
    expected: '<P><E A="x" N="1"   /></P>',
  },
  {
    name: 'an attribute that is there is not added',
    text: '<P><E N="0"/></P>',
    at: '<E',
    change: { kind: 'add-attribute', name: 'N', to: '1' },
    expected: '<P><E N="0"/></P>',
  },
  {
    name: 'both tags are renamed, and an element inside of the same name is not',
    text: '<p:P xmlns:p="u"><p:E><p:E/><!-- </p:E> --></p:E ></p:P>',
    at: '<p:E>',
    change: { kind: 'rename-element', from: 'E', to: 'F' },
    expected: '<p:P xmlns:p="u"><p:F><p:E/><!-- </p:E> --></p:F ></p:P>',
  },
  {
    name: 'an attribute does not take the name of another',
    text: '<P><E a="1" A="2"/></P>',
    at: '<E',
    change: { kind: 'rename-attribute', from: 'a', to: 'A' },
    expected: '<P><E a="1" A="2"/></P>',
  },
  {
    name: 'white space around a text stays',
    text: '<P><E>\n  x\n</E></P>',
    at: '<E',
    change: { kind: 'set-text', from: 'x', to: 'y' },
    expected: '<P><E>\n  y\n</E></P>',
  },
  {
    name: 'a text with a comment in it stays',
    text: '<P><E>x<!-- --></E></P>',
    at: '<E',
    change: { kind: 'set-text', from: 'x', to: 'y' },
    expected: '<P><E>x<!-- --></E></P>',
  },
  {
    name: 'of children of one name the one that is meant',
    text: '<P><E><V>x</V><V>x</V></E></P>',
    at: '<E',
    change: { kind: 'set-text', child: ['V', 1], from: 'x', to: 'y' },
    expected: '<P><E><V>x</V><V>y</V></E></P>',
  },
  {
    name: 'a reference is told from what has the same value',
    text: '<P><E Id="x" TechnicalProfileReferenceId="x"/></P>',
    at: '<E',
    change: { kind: 'respell-reference', from: 'x', to: 'X' },
    expected: '<P><E Id="x" TechnicalProfileReferenceId="X"/></P>',
  },
  {
    name: 'an element goes with its line',
    text: '<P>\r\n\t<E>\r\n\t</E> \r\n\t<F/>\r\n</P>',
    at: '<E',
    change: { kind: 'remove' },
    expected: '<P>\r\n\t<F/>\r\n</P>',
  },
  {
    name: 'what stands beside an element stays',
    text: '<P>\n  <E/><!-- of E -->\n</P>',
    at: '<E',
    change: { kind: 'remove' },
    expected: '<P>\n  <!-- of E -->\n</P>',
  },
  {
    name: 'no comment comes to wave another line through',
    text: '<P>\n<!-- countersign-disable-next-line r: why -->\n<E/>\n<F/></P>',
    at: '<E',
    change: { kind: 'remove' },
    expected: '<P>\n<!-- countersign-disable-next-line r: why -->\n<E/>\n<F/></P>',
  },
  {
    name: 'an element moves with the comment above it',
    text: block,
    at: '<B',
    change: { kind: 'move', side: 'after', anchor: anchorAt(block, '<A') },
    expected: '<P>\n  <A/>\n  <!-- of B -->\n  <B/>\n</P>',
  },
  {
    name: 'an element moves before another and its comment',
    text: block,
    at: '<A',
    change: { kind: 'move', side: 'before', anchor: anchorAt(block, '<B') },
    expected: '<P>\n  <A/>\n  <!-- of B -->\n  <B/>\n</P>',
  },
  {
    name: 'elements of one line change places in it',
    text: '<P><B/><A/></P>',
    at: '<A',
    change: { kind: 'move', side: 'before', anchor: { file: 'a.xml', line: 1, column: 4 } },
    expected: '<P><A/><B/></P>',
  },
];
for (const { name, text, at, change: made, expected } of cases) {
  test(name, () => {
    const { changed, fixed } = change(text, [at, made]);
    assert.equal(changed, expected);
    assert.equal(fixed, expected === text ? 0 : 1);
  });
}

test('the same correction of two findings is made once, and counts for both', () => {
  const { changed, fixed } = change('<P><E A="x"/></P>', ['<E', rename], ['<E', rename]);
  assert.deepEqual([changed, fixed], ['<P><E A="y"/></P>', 2]);
});

test('of corrections that contradict each other none is made', () => {
  const other = { ...rename, to: 'z' };
  const { changed, fixed } = change('<P><E A="x"/></P>', ['<E', rename], ['<E', other]);
  assert.deepEqual([changed, fixed], ['<P><E A="x"/></P>', 0]);
});

test('many move to one place at once, in their order, though they be alike', () => {
  const text = `<P>\n<C/>\n${'<B/>\n'.repeat(30)}<A/>\n</P>`;
  const source = new Source('a.xml', text);
  const anchor = source.positionAt(text.indexOf('<C'));
  const found = [...text.matchAll(/<[AB]/g)].map(({ index }) => {
    const position = source.positionAt(index);
    return { ...findingAt(source, '<C', { kind: 'move', side: 'before', anchor }), position };
  });
  const { text: changed, fixed } = applyChanges(source, found);
  assert.equal(changed, `<P>\n${'<B/>\n'.repeat(30)}<A/>\n<C/>\n</P>`);
  assert.equal(fixed.length, 31);
});

test('of corrections that overlap the first is made, the other is left for the next run', () => {
  const text = '<P>\n<E><F A="x"/></E>\n</P>';
  const { changed, fixed } = change(text, ['<E', { kind: 'remove' }], ['<F', rename]);
  assert.deepEqual([changed, fixed], ['<P>\n</P>', 1]);
});

test('what is put before an element does not hide that the element goes', () => {
  const text = '<P>\n<E><F A="x"/></E>\n<G/>\n</P>';
  const anchor = anchorAt(text, '<E');
  const { changed, fixed } = change(
    text,
    ['<G', { kind: 'move', side: 'before', anchor }],
    ['<E', { kind: 'remove' }],
    ['<F', rename],
  );
  assert.deepEqual([changed, fixed], ['<P>\n<G/>\n</P>', 2]);
});

test('a finding is corrected as a whole or not at all', () => {
  const source = new Source('a.xml', '<P><E A="x"/><F/></P>');
  const missing = { ...rename, at: source.positionAt(source.text.indexOf('<F')) };
  const { text, fixed } = applyChanges(source, [findingAt(source, '<E', rename, missing)]);
  assert.deepEqual([text, fixed], [source.text, []]);
});
