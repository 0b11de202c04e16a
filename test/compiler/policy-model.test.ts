import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);

function numbers(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(([, number]) => Number(number));
}

test('every merge decision of docs/policy-model.md is a function, and the other way around', () => {
  const compiler = readdirSync(new URL('compiler/', root)).filter((name) =>
    /^(?:merge|include)/.test(name),
  );
  const code = compiler
    .map((name) => readFileSync(new URL(`compiler/${name}`, root), 'utf8'))
    .join('');
  const documented = numbers(
    readFileSync(new URL('docs/policy-model.md', root), 'utf8'),
    /^\| (\d+) \|/gm,
  );
  assert.deepEqual(
    documented,
    Array.from({ length: 18 }, (_, index) => index + 1),
  );
  assert.deepEqual(
    numbers(code, /\* Rule (\d+):/g).sort((a, b) => a - b),
    documented,
  );
});
