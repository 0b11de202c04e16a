import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { integerJson } from '../../shared/json.ts';
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
  assert.equal(fillHoles(root), undefined);
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
  {
    name: 'a hole among objects of both kinds is an object',
    entries: [
      ['e[2]', { b: 1 }],
      ['e[0].a', 'a'],
    ],
    json: { e: [{ a: 'a' }, {}, { b: 1 }] },
  },
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

const holes: readonly { path: string; value: unknown; missing: string }[] = [
  { path: 'e[1]', value: 'b', missing: 'e[0]' },
  { path: 'e[1]', value: integerJson(2n ** 62n), missing: 'e[0]' },
  { path: 'm.e[1]', value: 3, missing: 'm.e[0]' },
  { path: 'm[0].e[2]', value: true, missing: 'm[0].e[0]' },
  { path: 'e[1][0]', value: 'b', missing: 'e[0]' },
  { path: 'e[1]', value: ['b'], missing: 'e[0]' },
];

for (const { path, value, missing } of holes) {
  test(`nothing can stand for ${missing} where only ${path} is ${JSON.stringify(value)}`, () => {
    const root = Object.create(null);
    assert.equal(setAtPath(root, parseJsonPath(path) ?? [], value), true);
    assert.equal(fillHoles(root), missing);
  });
}

test("the inside of a claim's value is neither entered nor filled", () => {
  const circle: Record<string, unknown> = { list: new Array(2) };
  circle['self'] = circle;
  const root = Object.create(null);
  assert.equal(setAtPath(root, ['a', 'b'], circle), true);
  assert.equal(setAtPath(root, ['a', 'b', 'c'], 'x'), false);
  assert.equal(fillHoles(root), undefined);
  assert.equal(Object.hasOwn(circle, 'c'), false);
  assert.equal(0 in (circle['list'] as unknown[]), false);
});

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
