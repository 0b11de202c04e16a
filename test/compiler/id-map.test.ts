import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdMap } from '../../compiler/id-map.ts';

test('ids are compared without case and kept as first declared', () => {
  const map = new IdMap([['surname', 1]]).set('surName', 2).set('givenName', 3);
  assert.equal(map.get('SURNAME'), 2);
  assert.ok(map.has('Surname'));
  assert.deepEqual(
    [...map],
    [
      ['surname', 2],
      ['givenName', 3],
    ],
  );
  assert.deepEqual([map.keys(), map.values(), map.size], [['surname', 'givenName'], [2, 3], 2]);
});

test('ids that every object has are ids like any other', () => {
  const map = new IdMap<number>();
  assert.equal(map.has('__proto__') || map.has('constructor'), false);
  assert.equal(map.set('__proto__', 1).get('__PROTO__'), 1);
});

test('a map made of another does not change with it', () => {
  const first = new IdMap([['a', 1]]);
  const second = new IdMap(first).set('b', 2);
  assert.deepEqual([first.keys(), second.keys()], [['a'], ['a', 'b']]);
});
