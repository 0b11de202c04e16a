import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRequestTarget } from '../../host/request-target.ts';

const cases = [
  { target: '/a', path: '/a' },
  { target: '/a?b=%2e&c=?', path: '/a', query: '?b=%2e&c=?' },
  { target: '/a%20b', path: '/a b' },
  { target: '/a%2fb%2Fc', path: '/a%2fb%2Fc' },
  { target: '/%C3%A9%2F%F0%9F%98%80', path: '/é%2F😀' },
  { target: '/%ED%A0%80', path: '/%ED%A0%80' },
  { target: '/%C0%AF', path: '/%C0%AF' },
  { target: '/%zz%4', path: '/%zz%4' },
  { target: '/a/./b/../c', path: '/a/c' },
  { target: '/../../a', path: '/a' },
  { target: '/a/..', path: '/' },
  { target: '/a/.', path: '/a/' },
  { target: '/a/%2E%2e/b', path: '/b' },
  { target: '/a//../b', path: '/a/b' },
  { target: '/...', path: '/...' },
  { target: '/%3Fa', path: '/?a' },
  { target: 'http://h:1/a?b', path: '/a', query: '?b' },
  { target: 'http://h', path: '/' },
  { target: 'HTTPS://h?b', path: '/', query: '?b' },
];
for (const { target, path, query = '' } of cases) {
  test(`the target ${target} is the path ${path}`, () => {
    assert.deepEqual(readRequestTarget(target), { path, query });
  });
}

for (const target of ['/%00', '/a%00b?c', '/\xe9', '/a?\xe9', '*', 'h:443', '']) {
  test(`the target ${JSON.stringify(target)} is refused`, () => {
    assert.equal(readRequestTarget(target), undefined);
  });
}

test('a path has no dot segments and no null bytes, whatever the target', () => {
  const pieces = fc.constantFrom(
    '/',
    '.',
    '..',
    '%2e',
    '%2E',
    '%2f',
    '%',
    '%25',
    '%00',
    'a',
    '%C3',
    '%A9',
  );
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const target = readRequestTarget(`/${parts.join('')}`);
      if (!target) return;
      assert.ok(target.path.startsWith('/'));
      assert.doesNotMatch(target.path, /\/\.\.?(?:\/|$)/);
      assert.ok(!target.path.includes('\0'));
    }),
    { numRuns: 1000 },
  );
});
