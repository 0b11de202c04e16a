import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { didYouMean, Suggestions } from '../../compiler/did-you-mean.ts';

const cases = [
  { name: 'a missing letter', id: 'emal', of: ['email', 'name'], found: 'email' },
  { name: 'a wrong letter', id: 'objectld', of: ['objectId'], found: 'objectId' },
  { name: 'two letters swapped', id: 'surnmae', of: ['surname'], found: 'surname' },
  { name: 'another case', id: 'AAD-common', of: ['AAD-Common'], found: 'AAD-Common' },
  {
    name: 'the nearest of several',
    id: 'REST-Get',
    of: ['REST-Put', 'REST-Gut'],
    found: 'REST-Gut',
  },
  {
    name: 'a long name with three faults',
    id: 'IncludTehnicalProfil',
    of: ['IncludeTechnicalProfile'],
    found: 'IncludeTechnicalProfile',
  },
  { name: 'nothing near', id: 'loyaltyNumber', of: ['email', 'objectId'] },
  { name: 'short names need to be nearer', id: 'ab', of: ['xy', 'cd'] },
  { name: 'no candidates', id: 'email', of: [] },
  { name: 'no id', id: '', of: ['email'] },
];
for (const { name, id, of, found } of cases) {
  test(`did you mean: ${name}`, () => {
    assert.equal(didYouMean(id, of), found === undefined ? '' : ` Did you mean "${found}"?`);
  });
}

/** The textbook definition, as a witness: insertions, deletions, substitutions, swapped neighbors. */
function distance(from: string, to: string, known = new Map<string, number>()): number {
  if (from === '' || to === '') return from.length + to.length;
  const key = `${from}|${to}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const shorter = from.slice(0, -1);
  const others = to.slice(0, -1);
  const steps = [
    distance(shorter, to, known) + 1,
    distance(from, others, known) + 1,
    distance(shorter, others, known) + (from.at(-1) === to.at(-1) ? 0 : 1),
  ];
  const isSwap = from.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1);
  if (isSwap) steps.push(distance(from.slice(0, -2), to.slice(0, -2), known) + 1);
  known.set(key, Math.min(...steps));
  return Math.min(...steps);
}

test('what is suggested is as near as any, and near enough', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.property(word, fc.array(word, { maxLength: 5 }), (id, candidates) => {
      const allowed = id.length <= 3 ? 1 : id.length <= 8 ? 2 : 3;
      const nearest = Math.min(...candidates.map((candidate) => distance(id, candidate)));
      const found = /"(.*)"/.exec(didYouMean(id, candidates))?.[1];
      if (nearest > allowed) assert.equal(found, undefined);
      else assert.equal(distance(id, found ?? ''), nearest);
    }),
    { numRuns: 2000 },
  );
});

test('after its limit a list of suggestions keeps silent', () => {
  const suggestions = new Suggestions(1);
  assert.equal(
    suggestions.for('emial', () => ['email']),
    ' Did you mean "email"?',
  );
  assert.equal(
    suggestions.for('emial', () => ['email']),
    '',
  );
});
