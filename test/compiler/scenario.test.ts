import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import * as z from 'zod';
import { printJson } from '../../compiler/emit-json.ts';
import { partsOf } from '../../compiler/policy-parts.ts';
import { scenarioFile } from '../../compiler/scenario.ts';
import { namesOf, withPolicy } from '../../compiler/scenario-page.ts';
import { scenariosPage } from '../../compiler/scenarios-page.ts';
import { policyKeysIn, sliceOf, textsOf } from '../../compiler/slice.ts';
import { partsOfPolicy, readScenarios, sharedPolicies } from '../support/our-policies.ts';

const root = join(import.meta.dirname, '../..');
const scenarios = readScenarios();
const files = sharedPolicies();

test('docs/scenario.schema.json is the schema that the file is read with', (t) => {
  const schema = z.toJSONSchema(scenarioFile, { io: 'input' });
  const text = printJson(JSON.parse(JSON.stringify(schema)));
  t.assert.fileSnapshot(text, 'docs/scenario.schema.json', { serializers: [String] });
});

test('docs/scenarios/README.md lists every scenario that has a scenario.json', (t) => {
  const page = scenariosPage(scenarios);
  t.assert.fileSnapshot(page, 'docs/scenarios/README.md', { serializers: [String] });
});

for (const [name, scenario] of scenarios) {
  const own = scenario.policy === undefined ? undefined : partsOfPolicy(scenario.policy);
  const all = own ? [...files, own] : files;

  test(`scenario.json of ${name} names elements that its policies have`, () => {
    const unknown = namesOf(scenario).filter((each) => partsOf(all, each).length === 0);
    assert.deepEqual(unknown, []);
  });

  test(`scenario.json of ${name} lists the policy keys of its elements`, () => {
    const elements = sliceOf(all, namesOf(scenario), ({ parts }) => parts);
    const missing = policyKeysIn(textsOf(elements)).filter(
      (key) => !isListed(key, scenario.settings),
    );
    assert.deepEqual(missing, []);
  });

  test(`the elements of ${name} call no function of another scenario`, () => {
    const elements = sliceOf(all, namesOf(scenario), ({ parts }) => parts);
    const others = elements.filter(({ kind, id }) => isOfOthers(name, kind, id));
    assert.deepEqual(
      others.map(({ id }) => id),
      [],
    );
  });

  test(`scenario.json of ${name} lists the packages that its functions import`, () => {
    const used = packagesOf(name).filter((each) => !ofEveryProject.includes(each));
    assert.deepEqual(used, [...scenario.packages].sort());
  });

  test(`docs/scenarios/${name}.md has the policy to paste`, (t) => {
    const path = join(root, `docs/scenarios/${name}.md`);
    assert.ok(existsSync(path), 'the page is there');
    const page = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    const written = withPolicy(page, { scenario, files, ...(own && { own }) });
    assert.ok(written !== undefined, 'it has the lines <!-- policy --> and <!-- /policy -->');
    assert.doesNotMatch(written, /The part of :/, 'what its own file has is there alone');
    t.assert.fileSnapshot(written, `docs/scenarios/${name}.md`, { serializers: [String] });
  });
}

/** Listed by another scenario, and not by this one. */
function isOfOthers(name: string, kind: string, id: string): boolean {
  const lists = [...scenarios].map(([each, { technicalProfiles }]) => ({
    isOwn: each === name,
    isListed: kind === 'technical profile' && /^REST-/.test(id) && technicalProfiles.includes(id),
  }));
  const listed = lists.filter(({ isListed }) => isListed);
  return listed.length > 0 && !listed.some(({ isOwn }) => isOwn);
}

/** Keys of others than our API, which functions never read. */
const foreignKeys =
  /^B2C_1A_(?:Token(?:Signing|Encryption)KeyContainer|RestClient(?:Id|Secret)|MailServiceKey)$/;

function isListed(key: string, settings: readonly string[]): boolean {
  return settings.includes(key) || foreignKeys.test(key);
}

const ofEveryProject = ['@azure/functions', 'zod'];

function packagesOf(scenario: string): string[] {
  const sources = globSync([`functions/${scenario}/**/*.ts`], { cwd: root });
  const texts = sources.map((file) => readFileSync(join(root, file), 'utf8'));
  const found = texts.flatMap((text) => [
    ...text.matchAll(
      /(?:\bfrom|^import|\bimport\()\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/gm,
    ),
  ]);
  return [...new Set(found.map(([, name = '']) => name))].sort();
}
