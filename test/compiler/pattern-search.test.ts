import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileSearch } from '../../compiler/pattern-search.ts';
import { TransformationFailed } from '../../shared/errors.ts';

const searches = [
  { name: 'anywhere in the text', pattern: 'b', text: 'abc', groups: {} },
  { name: 'in vain', pattern: '^b', text: 'abc', groups: undefined },
  { name: 'in empty text', pattern: '^$', text: '', groups: {} },
  { name: 'for a named group', pattern: '(?<x>b+)', text: 'abbc', groups: { x: 'bb' } },
  { name: 'for a group that is empty', pattern: '(?<x>)a', text: 'a', groups: { x: '' } },
  {
    name: 'for a group of another branch',
    pattern: '(?<x>a)|(?<y>b)',
    text: 'b',
    groups: { y: 'b' },
  },
  { name: 'behind a lookahead', pattern: '(?=b)(?<x>.)', text: 'ab', groups: { x: 'b' } },
  { name: 'by a backreference', pattern: '(?<x>.)\\k<x>', text: 'abb', groups: { x: 'b' } },
  { name: 'without regard to case', pattern: '(?i)^(?<x>a)$', text: 'A', groups: { x: 'A' } },
  {
    name: 'with a lookahead and no regard to case',
    pattern: '(?i)(?=a)(?<x>.)',
    text: 'A',
    groups: { x: 'A' },
  },
  { name: 'by Unicode category', pattern: '^(?<x>\\p{Lu})', text: 'Éa', groups: { x: 'É' } },
];
for (const { name, pattern, text, groups } of searches) {
  test(`a .NET regular expression searches ${name}`, async () => {
    const found = (await compileSearch(pattern))(text);
    assert.deepEqual(found && Object.fromEntries(found), groups);
  });
}

const attack = `${'a'.repeat(50)}!`;

test('a pattern that backtracks without end is run in linear time', async () => {
  const search = await compileSearch('^(a+)+$');
  assert.equal(search(attack), undefined);
});

test('a pattern that only a backtracking engine runs is stopped', async () => {
  const search = await compileSearch('^(?=a)(a+)+$');
  assert.throws(() => search(attack), TransformationFailed);
});

for (const pattern of ['(?>a)', '[a-z-[b]]', '(', '\\p{IsGreek}']) {
  test(`the .NET regular expression ${pattern} is refused`, async () => {
    await assert.rejects(compileSearch(pattern), TransformationFailed);
  });
}
