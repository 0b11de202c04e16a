import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fillHoles, type JsonPath, parseJsonPath, setAtPath } from '../../shared/json-path.ts';

const paths: readonly { text: string; path: JsonPath | undefined }[] = [
  { text: 'tier', path: ['tier'] },
  { text: 'membership.tier', path: ['membership', 'tier'] },
  { text: '$.membership.tier', path: ['membership', 'tier'] },
  { text: 'emails[0].address', path: ['emails', 0, 'address'] },
  { text: 'elements[0].handle~.emailAddress', path: ['elements', 0, 'handle~', 'emailAddress'] },
  { text: 'a[1][2]', path: ['a', 1, 2] },
  { text: "a['odd.name'].b", path: ['a', 'odd.name', 'b'] },
  { text: 'https://club.example/tier', path: ['https://club', 'example/tier'] },
  { text: '', path: undefined },
  { text: '[0].a', path: undefined },
  { text: 'a[*]', path: undefined },
  { text: 'a..b', path: undefined },
  { text: 'a.', path: undefined },
  { text: 'a[1000]', path: undefined },
  { text: 'a[', path: undefined },
];

for (const { text, path } of paths) {
  test(`"${text}" is ${path === undefined ? 'no path' : JSON.stringify(path)}`, () => {
    assert.deepEqual(parseJsonPath(text), path);
  });
}

function build(entries: readonly (readonly [string, unknown])[]): unknown {
  const root = Object.create(null);
  for (const [path, value] of entries) setAtPath(root, parseJsonPath(path) ?? [path], value);
  fillHoles(root);
  return JSON.parse(JSON.stringify(root));
}

const built: readonly {
  name: string;
  entries: readonly (readonly [string, unknown])[];
  json: unknown;
}[] = [
  {
    name: 'objects are shared',
    entries: [
      ['m.tier', 'oar'],
      ['m.since.year', 2031],
    ],
    json: { m: { tier: 'oar', since: { year: 2031 } } },
  },
  {
    name: 'lists are filled in any order',
    entries: [
      ['e[1].a', 'b'],
      ['e[0].a', 'a'],
    ],
    json: { e: [{ a: 'a' }, { a: 'b' }] },
  },
  {
    name: 'a hole among objects is an object',
    entries: [['e[1].a', 'b']],
    json: { e: [{}, { a: 'b' }] },
  },
  { name: 'a hole among texts is a text', entries: [['e[1]', 'b']], json: { e: ['', 'b'] } },
  {
    name: 'a prototype is a name as any other',
    entries: [['__proto__.polluted', true]],
    json: JSON.parse('{"__proto__":{"polluted":true}}'),
  },
];

for (const { name, entries, json } of built) {
  test(name, () => {
    assert.deepEqual(build(entries), json);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
}

const conflicts: readonly (readonly [string, string])[] = [
  ['a', 'a.b'],
  ['a.b', 'a'],
  ['a.b', 'a[0]'],
  ['a[0]', 'a.b'],
  ['a.b', 'a.b'],
];

for (const [first, second] of conflicts) {
  test(`"${second}" has no place where "${first}" is`, () => {
    const root = Object.create(null);
    assert.equal(setAtPath(root, parseJsonPath(first) ?? [], 'x'), true);
    assert.equal(setAtPath(root, parseJsonPath(second) ?? [], 'y'), false);
  });
}

test('what is set at a path is found there', () => {
  const name = fc.stringMatching(/^[^.[\]$]+$/);
  const step = fc.oneof(name, fc.nat(9));
  const path = fc
    .tuple(name, fc.array(step, { maxLength: 5 }))
    .map(([first, rest]) => [first, ...rest]);
  fc.assert(
    fc.property(path, fc.string(), (steps, value) => {
      const text = steps.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
      const parsed = parseJsonPath(text.slice(1)) ?? [];
      assert.deepEqual(parsed, steps);
      const root = Object.create(null);
      assert.equal(setAtPath(root, parsed, value), true);
      const found = steps.reduce((at, key) => (at as Record<string | number, unknown>)[key], root);
      assert.equal(found, value);
    }),
  );
});
