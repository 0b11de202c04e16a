import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Source } from '../../compiler/source.ts';

const cases = [
  { name: 'the first unit', text: 'ab', offset: 0, at: '1:1' },
  { name: 'a byte order mark does not count', text: '\uFEFFab', offset: 1, at: '1:2' },
  { name: 'LF ends a line', text: 'a\nbc', offset: 3, at: '2:2' },
  { name: 'CRLF ends one line', text: 'a\r\nbc', offset: 3, at: '2:1' },
  { name: 'a lone CR ends a line', text: 'a\rbc', offset: 2, at: '2:1' },
  { name: 'a tab is one column', text: '\t\tx', offset: 2, at: '1:3' },
  { name: 'an astral character is two columns', text: '🛶x', offset: 2, at: '1:3' },
  { name: 'the end of the text', text: 'a\n', offset: 2, at: '2:1' },
];
for (const { name, text, offset, at } of cases) {
  test(`a position: ${name}`, () => {
    const { file, line, column } = new Source('a.xml', text).positionAt(offset);
    assert.equal(`${file}:${line}:${column}`, `a.xml:${at}`);
  });
}

test('a position splits the text into whole lines', async () => {
  const piece = fc.constantFrom('\n', '\r\n', '\r', 'a', '\t', '🛶', ' ');
  const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.property(texts, fc.nat(), (text, seed) => {
      const offset = seed % (text.length + 1);
      const { line, column } = new Source('a.xml', text).positionAt(offset);
      const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
      const before = lines.slice(0, line - 1).join('').length;
      assert.equal(before + column - 1, offset);
      assert.ok(column - 1 <= (lines[line - 1] ?? '').length);
    }),
  );
});
