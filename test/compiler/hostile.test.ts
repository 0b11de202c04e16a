import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { describeBackend } from '../../compiler/backend.ts';
import { defaultConfiguration } from '../../compiler/configuration.ts';
import { type Diagnostic, sortDiagnostics } from '../../compiler/diagnostic.ts';
import { applyDisableComments } from '../../compiler/disable-comments.ts';
import { generate } from '../../compiler/generate.ts';
import { applyRules } from '../../compiler/lint.ts';
import { type PolicySet, readPolicySet } from '../../compiler/policy-set.ts';
import { type ResolvedSet, resolveSet } from '../../compiler/resolve.ts';
import { ruleCatalog } from '../../compiler/rule-catalog.ts';
import { rules } from '../../compiler/rules/index.ts';
import { hostileFiles } from '../support/hostile-files.ts';
import { hostilePolicies } from '../support/hostile-policies.ts';
import { MEGABYTE } from '../support/hostile-text.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

/** The promise is a second for any file that B2C takes; this leaves room for a busy machine. */
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

for (const { name, files, rule } of [...hostileFiles, ...hostilePolicies]) {
  test(`hostile files are diagnostics, soon: ${name}`, async (t) => {
    const folder = await writeFiles(t, files());
    const measured = <Result>(stage: string, work: () => Result): Result => {
      const start = performance.now();
      const result = work();
      const elapsed = Math.round(performance.now() - start);
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
