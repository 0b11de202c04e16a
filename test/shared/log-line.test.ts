import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { claimType } from '../../shared/claim-type.ts';
import { logLine, Redactor } from '../../shared/log-line.ts';
import { profile } from '../support/served-profile.ts';

function redactorFor(claims: Readonly<Record<string, unknown>>): Redactor {
  const redactor = new Redactor();
  redactor.learn(profile, claims);
  return redactor;
}

const lines = [
  {
    name: 'a value',
    claims: { a: 'Nora Keller' },
    line: 'Is Nora Keller here?',
    read: 'Is [a] here?',
  },
  { name: 'its other letter cases', claims: { a: 'Nora' }, line: 'nora NORA', read: '[a] [a]' },
  { name: 'it in a URL', claims: { a: 'a@b c' }, line: '/x?q=a%40b%20c', read: '/x?q=[a]' },
  {
    name: 'it in JSON',
    claims: { a: 'say "no"' },
    line: '{"x":"say \\"no\\""}',
    read: '{"x":"[a]"}',
  },
  { name: 'it trimmed', claims: { a: ' Nora ' }, line: '<Nora>', read: '<[a]>' },
  { name: 'a number', claims: { a: 123_456 }, line: 'n=123456', read: 'n=[a]' },
  { name: 'members of a list', claims: { a: ['crew-1', 'crew-2'] }, line: 'crew-2', read: '[a]' },
  { name: 'parts of an object', claims: { a: { id: 'R-77120' } }, line: 'R-77120', read: '[a]' },
  {
    name: 'parts of an object that came as text',
    claims: { a: '{"signInType":"emailAddress","issuerAssignedId":"nora@example.org"}' },
    line: 'Found nora@example.org.',
    read: 'Found [a].',
  },
  {
    name: 'an instant',
    claims: { a: new Date('1990-02-28T10:20:30Z') },
    line: 'at 1990-02-28T10:20:30.000Z',
    read: 'at [a]',
  },
  {
    name: 'the longer of two',
    claims: { a: 'Nora', b: 'Nora Keller' },
    line: 'Nora Keller',
    read: '[b]',
  },
  { name: 'nothing as short as a word', claims: { a: 'in' }, line: 'is in', read: 'is in' },
  {
    name: 'not what identifies the call',
    claims: { correlationId: '0c7b9a52', language: 'de-CH-1996' },
    line: '0c7b9a52 de-CH-1996',
    read: '0c7b9a52 de-CH-1996',
  },
];
for (const { name, claims, line, read } of lines) {
  test(`a log line loses ${name}`, () => {
    assert.equal(redactorFor(claims).redact(line), read);
  });
}

test('no text of four characters and more that a claim brought is in a line', () => {
  const value = fc
    .string({ unit: 'grapheme', minLength: 4 })
    .filter((text) => text.trim().length >= 4);
  fc.assert(
    fc.property(value, fc.string(), fc.string(), (secret, before, after) => {
      const line = redactorFor({ a: secret }).redact(`${before}${secret}${after}`);
      assert.ok(!line.includes(secret) || '[a]'.includes(secret.trim()));
    }),
  );
});

claimType({ id: 'shoeSize', dataType: 'int' });

const circle: Record<string, unknown> = {};
circle['self'] = circle;

const details = [
  {
    name: 'a claim type of another profile',
    given: { shoeSize: 43 },
    read: '{"shoeSize":"[claim]"}',
  },
  {
    name: 'a claim by its wire name',
    given: { memberNumber: 'x' },
    read: '{"memberNumber":"[claim]"}',
  },
  { name: 'a claim in another letter case', given: { TIER: 'x' }, read: '{"TIER":"[claim]"}' },
  {
    name: 'an output claim, deep down',
    given: { a: [{ roles: ['x'] }] },
    read: '{"a":[{"roles":"[claim]"}]}',
  },
  {
    name: 'a value that came, by any name',
    given: { who: 'CC-100200' },
    read: '{"who":"[memberNumber]"}',
  },
  { name: 'nothing else', given: { attempts: 2, total: 3n }, read: '{"attempts":2,"total":"3"}' },
  { name: 'what has no end', given: circle, read: '{"self":{"self":{"self":{"self":"[…]"}}}}' },
  {
    name: 'what throws',
    given: {
      toJSON: 1,
      get bad() {
        throw new Error('x');
      },
    },
    read: '{"…"}',
  },
];
for (const { name, given, read } of details) {
  test(`details lose ${name}`, () => {
    assert.equal(redactorFor({ memberNumber: 'CC-100200' }).details(given), read);
  });
}

test('the ids stand on the first line, above a stack', () => {
  const trace = { traceId: 'ab', spanId: 'cd' };
  assert.equal(logLine('A', { requestId: '1', trace: undefined }), 'A [1]');
  assert.equal(logLine('A\n  at b', { requestId: '1', trace }), 'A [1 trace=ab span=cd]\n  at b');
});
