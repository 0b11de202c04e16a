import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeBackend } from '../../compiler/backend.ts';
import { boundDiagnostics } from '../../compiler/bounded-diagnostics.ts';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import { type Diagnostic, sortDiagnostics } from '../../compiler/diagnostic.ts';
import { applyDisableComments } from '../../compiler/disable-comments.ts';
import { flattenPolicy } from '../../compiler/flatten.ts';
import { generate } from '../../compiler/generate.ts';
import { applyRules } from '../../compiler/lint.ts';
import { type PolicySet, readPolicySet } from '../../compiler/policy-set.ts';
import { type ResolvedSet, resolveSet } from '../../compiler/resolve.ts';
import { ruleCatalog } from '../../compiler/rule-catalog.ts';
import { rules } from '../../compiler/rules/index.ts';
import { hostileClaims } from '../support/hostile-claims.ts';
import { hostileFiles } from '../support/hostile-files.ts';
import { hostileJourneys } from '../support/hostile-journeys.ts';
import { hostilePolicies } from '../support/hostile-policies.ts';
import { MEGABYTE } from '../support/hostile-text.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

/** The promise is a second for any file that B2C takes; this is of our processor time, and leaves room. */
const LIMIT_MS = 5_000;

function generateFrom({ policies }: ResolvedSet): readonly Diagnostic[] {
  const request = { policies, configuration: defaultConfiguration, routePrefix: 'api' };
  const backend = describeBackend({ ...request, everything: true });
  const module = 'countersign/serve';
  generate(backend, { routePrefix: 'api', claimTypeModule: module, profileModule: module });
  return backend.diagnostics;
}

/** What `countersign lint` does once all is resolved. */
function lint(set: PolicySet, resolved: ResolvedSet): readonly Diagnostic[] {
  const found = [...resolved.diagnostics, ...applyRules(resolved, rules)];
  return applyDisableComments(sortDiagnostics(found), set.disableComments, ruleCatalog().keys());
}

/** What `countersign flatten --json` prints of every relying party. */
function flatten({ policies, diagnostics }: ResolvedSet): string[] {
  return policies.map((policy) => JSON.stringify(flattenPolicy(policy, diagnostics), undefined, 2));
}

/** What it may print: fifty times what it reads. */
const MAX_FLATTENED = 50 * MEGABYTE;

const shapes = [...hostileFiles, ...hostilePolicies, ...hostileClaims, ...hostileJourneys];
for (const { name, files, rule } of shapes) {
  test(`hostile files are diagnostics, soon: ${name}`, async (t) => {
    const folder = await writeFiles(t, files());
    const measured = <Result>(stage: string, work: () => Result): Result => {
      const start = process.cpuUsage();
      const result = work();
      const { user, system } = process.cpuUsage(start);
      const elapsed = Math.round((user + system) / 1_000);
      t.diagnostic(`${stage}: ${elapsed} ms`);
      assert.ok(elapsed < LIMIT_MS, `${stage} takes ${elapsed} ms`);
      return result;
    };
    const set = measured('read', () => readPolicySet({ folders: [folder] }));
    const resolved = measured('resolve', () => resolveSet(set));
    const found = [
      ...measured('lint', () => lint(set, resolved)),
      ...measured('generate', () => generateFrom(resolved)),
    ];
    assert.ok(found.some((each) => each.rule === rule));
    const flattened = measured('flatten', () => flatten(resolved));
    assert.ok(flattened.every(({ length }) => length < MAX_FLATTENED));
    const bounded = boundDiagnostics(sortDiagnostics(found));
    assert.ok(bounded.length < 10_000 && bounded.every(({ message }) => message.length < 1_100));
    const lines = new Set(bounded.map(({ position }) => position.line));
    const count = Object.values(files()).reduce((most, text) => {
      return Math.max(most, text.split('\n').length);
    }, 0);
    for (const line of lines) assert.ok(line >= 1 && line <= count, `line ${line} of ${count}`);
  });
}

test('a file of 50 MiB is refused without reading it', async (t) => {
  const folder = await writeFiles(t, { 'Base.xml': policyText({ id: 'Base' }) });
  const file = await open(join(folder, 'Huge.xml'), 'w');
  await file.truncate(50 * MEGABYTE);
  await file.close();
  const before = process.memoryUsage().rss;
  const { policies, diagnostics } = readPolicySet({ folders: [folder] });
  assert.ok(process.memoryUsage().rss - before < 40 * MEGABYTE);
  assert.deepEqual(
    policies.map(({ policyId }) => policyId),
    ['Base'],
  );
  assert.deepEqual(
    diagnostics.map(({ rule, severity }) => `${severity} ${rule}`),
    ['error doc-file-too-big'],
  );
});
