import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { Bicep } from '../../tools/bicep/bicep.ts';
import { findBicep } from '../../tools/bicep/find-bicep.ts';
import {
  type Judgment,
  judgeInfrastructure,
  shapeFaults,
  templateFaults,
} from '../../tools/infra/judge.ts';
import { readProjectFacts } from '../../tools/infra/project-facts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { accessMistakes } from './access-mistakes.ts';
import type { Mistake } from './mistake.ts';
import { operationMistakes } from './operation-mistakes.ts';
import { sourceMistakes } from './source-mistakes.ts';

const root = join(import.meta.dirname, '../..');
const found = findBicep();
const isMissing = 'missing' in found;
if (isMissing && process.env['CI']) throw new Error(found.missing);

/** On a machine without Bicep the gate is skipped, and so are its tests. */
const needsBicep = { skip: isMissing && found.missing };
const bicep = isMissing ? undefined : new Bicep(found.path);
after(() => bicep?.end());
const project = readProjectFacts(root);

/** A copy of all that the templates read, to make mistakes in. */
async function copy(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  for (const path of ['infra', 'shared/generated/routes.json']) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  return join(folder, 'infra');
}

function judgment(folder: string): Judgment {
  assert.ok(bicep);
  return { bicep, folder, project };
}

test('the infrastructure has no fault', needsBicep, async (t) => {
  assert.deepEqual(await judgeInfrastructure(judgment(await copy(t))), []);
});

for (const mistake of [...accessMistakes, ...operationMistakes, ...sourceMistakes]) {
  test(`the gate finds: ${mistake.name}`, needsBicep, async (t) => {
    const folder = await copy(t);
    make(mistake, folder);
    const { shape, fault } = mistake;
    const faults = await (shape === undefined
      ? templateFaults(judgment(folder))
      : shapeFaults(judgment(folder), shape));
    assert.ok(
      faults.some((line) => fault.test(line)),
      `${fault} is not among:\n${faults.join('\n')}`,
    );
  });
}

/** Every other property is seen by the stored snapshot, outputs among them. */
test('the gate finds: an output that says something else', needsBicep, async (t) => {
  const folder = await copy(t);
  const file = 'main.bicep';
  const find = 'output AZURE_LOCATION string = location';
  make({ file, find, replace: "output AZURE_LOCATION string = 'here'" }, folder);
  const faults = await shapeFaults(judgment(folder), 'basic');
  assert.match(faults.join('\n'), /basic: the deployment is not the stored one/);
});

test('the gate judges whatever parameters lie in infra/tests', needsBicep, async (t) => {
  const folder = await copy(t);
  const basic = readFileSync(join(folder, 'tests/basic.bicepparam'), 'utf8');
  writeFileSync(join(folder, 'tests/another.bicepparam'), basic);
  assert.match(
    (await judgeInfrastructure(judgment(folder))).join('\n'),
    /^another: there is no stored snapshot: run "npm run infra -- --update"\.$/,
  );
});

/** What a scenario reads may be left to environments only where its page says what it is for. */
test('the gate finds: a setting of a scenario that no page explains', needsBicep, async (t) => {
  const settingsPerEnvironment = project.settingsPerEnvironment.difference(
    new Set(['Office__Url']),
  );
  const judged = { ...judgment(await copy(t)), project: { ...project, settingsPerEnvironment } };
  const faults = await shapeFaults(judged, 'complete');
  assert.match(faults.join('\n'), /app-settings: the setting "Office__Url" is read: put it into/);
});

function make({ file, find, replace }: Pick<Mistake, 'file' | 'find' | 'replace'>, folder: string) {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(find, replace);
  assert.notEqual(changed, text, 'the mistake can still be made');
  writeFileSync(path, changed);
}
