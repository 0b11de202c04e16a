import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../support/club.ts';

/*
 * Runs the cases of every scenario that is there, so that deleting a scenario's folder takes its cases
 * along. They share one backend, which ends as soon as no test is left of those that are known: a suite
 * that is not complete keeps it, whatever tests a pattern leaves.
 */
const loaded = Promise.withResolvers<void>();
describe('the cases of all scenarios are loaded', () => loaded.promise);

const scenarios = readdirSync(join(root, 'functions'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

for (const scenario of scenarios) {
  const cases = join(import.meta.dirname, `${scenario}.cases.ts`);
  test(`the scenario "${scenario}" has cases`, () => assert.ok(existsSync(cases)));
  if (existsSync(cases)) await import(`./${scenario}.cases.ts`);
}

loaded.resolve();
