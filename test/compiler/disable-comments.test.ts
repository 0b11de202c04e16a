import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyDisableComments, findDisableComments } from '../../compiler/disable-comments.ts';
import { fault } from '../../compiler/reading-rules.ts';
import { Source } from '../../compiler/source.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { brief } from '../support/policy-text.ts';

function find(text: string) {
  const comments = findDisableComments(new Source('a.xml', text));
  return comments.map(({ rules, reason, position, line }) => {
    return { rules, reason, at: position.line, line };
  });
}

const cases = [
  {
    name: 'one rule and its reason',
    text: '<a>\n<!-- countersign-disable-next-line dup-id: both are needed -->\n<b/></a>',
    found: [{ rules: ['dup-id'], reason: 'both are needed', at: 2, line: 3 }],
  },
  {
    name: 'several rules, a reason with a colon and an arrow',
    text: '<!--countersign-disable-next-line dup-id, xml-doctype: a -> b: c--><b/>',
    found: [{ rules: ['dup-id', 'xml-doctype'], reason: 'a -> b: c', at: 1, line: 1 }],
  },
  {
    name: 'blank lines and other comments before the element',
    text: '<!-- countersign-disable-next-line dup-id: x -->\n\n<!-- and\nso on -->\n<b/>',
    found: [{ rules: ['dup-id'], reason: 'x', at: 1, line: 5 }],
  },
  {
    name: 'two comments, one above the other',
    text: '<!-- countersign-disable-next-line a: x -->\n<!-- countersign-disable-next-line b: y -->\n<b/>',
    found: [
      { rules: ['a'], reason: 'x', at: 1, line: 3 },
      { rules: ['b'], reason: 'y', at: 2, line: 3 },
    ],
  },
  {
    name: 'no reason, no rule',
    text: '<!-- countersign-disable-next-line -->\n<b/>',
    found: [{ rules: [], reason: '', at: 1, line: 2 }],
  },
  {
    name: 'the words outside of a comment',
    text: '<b>countersign-disable-next-line a</b>',
    found: [],
  },
  { name: 'a comment without an end', text: '<!-- countersign-disable-next-line a: x', found: [] },
];
for (const { name, text, found } of cases) {
  test(`disabling comments: ${name}`, () => {
    assert.deepEqual(
      find(text).toSorted((one, other) => one.at - other.at),
      found,
    );
  });
}

const dupId = fault('dup-id', { file: 'a.xml', line: 2, column: 1 }, 'Twice.');

const applied = [
  { name: 'waves the finding through', comment: 'dup-id: known', left: [] },
  { name: 'without regard to case', comment: 'DUP-ID: known', left: [] },
  {
    name: 'warns where there is no reason',
    comment: 'dup-id',
    left: ['disable-comment 1:1 The comment gives no reason to disable "dup-id".'],
  },
  {
    name: 'warns of a rule that does not exist',
    comment: 'dup-it: known',
    left: [
      'dup-id 2:1 Twice.',
      'disable-comment 1:1 There is no rule "dup-it". Did you mean "dup-id"?',
    ],
  },
  {
    name: 'mentions what has no effect',
    comment: 'xml-doctype: known',
    left: [
      'dup-id 2:1 Twice.',
      'disable-comment 1:1 "xml-doctype" finds nothing in line 2, so the comment has no effect.',
    ],
  },
];
for (const { name, comment, left } of applied) {
  test(`a disabling comment ${name}`, () => {
    const text = `<!-- countersign-disable-next-line ${comment} -->\n<b/>`;
    const comments = findDisableComments(new Source('a.xml', text));
    const found = applyDisableComments([dupId], comments, ['dup-id', 'xml-doctype']);
    assert.deepEqual(found.map(brief), left);
  });
}

test('whatever the text, comments are found in linear time and stand where they are', async () => {
  const part = fc.constantFrom(
    '<!-- countersign-disable-next-line ',
    '<!--',
    '-->',
    'a: b',
    '\n',
    '<b/>',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('');
      for (const { position, line } of findDisableComments(new Source('a.xml', text))) {
        const before = text.split('\n')[position.line - 1] ?? '';
        assert.ok(before.startsWith('<!--', position.column - 1));
        assert.ok(line >= position.line);
      }
    }),
  );
  const many = '<!-- countersign-disable-next-line a: b -->\n'.repeat(20_000);
  let found = 0;
  const took = await cpuTime(() => {
    found = findDisableComments(new Source('a.xml', many)).length;
  });
  assert.equal(found, 20_000);
  assert.ok(took < 1_000, `${took} ms`);
});

const misspelt = ['disable-nextline', 'disable', 'disable-line', 'Disable-Next-Line'];
for (const word of misspelt) {
  test(`the comment "countersign-${word}" does nothing, and is told`, () => {
    const source = new Source('a.xml', `<!-- countersign-${word} dup-id: known -->\n<b/>`);
    const left = applyDisableComments([dupId], findDisableComments(source), ['dup-id']);
    assert.deepEqual(left.map(brief), [
      'dup-id 2:1 Twice.',
      `disable-comment 1:1 "countersign-${word}" does nothing: only "countersign-disable-next-line" is known.`,
    ]);
  });
}
