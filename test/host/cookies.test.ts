import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCookie } from '../../host/cookies.ts';

const cases = [
  { name: 'name and value alone', cookie: { name: 'a', value: 'b' }, text: 'a=b; path=/' },
  { name: 'nothing at all', cookie: {}, text: '=; path=/' },
  { name: 'max-age 0', cookie: { name: 'a', maxAge: { value: 0 } }, text: 'a=; max-age=0; path=/' },
  {
    name: 'part of a second',
    cookie: { name: 'a', maxAge: { value: 1.9 } },
    text: 'a=; max-age=1; path=/',
  },
  { name: 'an empty path', cookie: { name: 'a', path: { value: '' } }, text: 'a=; path=/' },
  { name: 'secure: false', cookie: { name: 'a', secure: { value: false } }, text: 'a=; path=/' },
  {
    name: 'sameSite none',
    cookie: { name: 'a', sameSite: 'explicitNone' },
    text: 'a=; path=/; samesite=none',
  },
  { name: 'no sameSite', cookie: { name: 'a', sameSite: 'none' }, text: 'a=; path=/' },
  { name: 'a lone surrogate', cookie: { name: 'a', value: '\ud800' }, text: 'a=%EF%BF%BD; path=/' },
  {
    name: 'characters that URIs reserve',
    cookie: { name: 'a', value: "!'()*;," },
    text: 'a=%21%27%28%29%2A%3B%2C; path=/',
  },
] as const;
for (const { name, cookie, text } of cases) {
  test(`a cookie with ${name}`, () => {
    assert.equal(formatCookie(cookie), text);
  });
}

test('no name and no value breaks out of its cookie', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'binary' }), (name, value) => {
      const [pair = '', ...attributes] = formatCookie({ name, value }).split('; ');
      assert.deepEqual(attributes, ['path=/']);
      assert.match(pair, /^[\w.~%-]*=[\w.~%-]*$/);
    }),
  );
});
