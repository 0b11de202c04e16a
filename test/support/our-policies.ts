import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { type PolicyParts, readPolicyParts } from '../../compiler/policy-parts.ts';
import { type Scenario, scenarioFile } from '../../compiler/scenario.ts';
import { Source } from '../../compiler/source.ts';

const root = join(import.meta.dirname, '../..');

/** A file of ours with all that has an Id. */
export function partsOfPolicy(file: string): PolicyParts {
  const parts = readPolicyParts(
    new Source(file, readFileSync(join(root, 'policies', file), 'utf8')),
  );
  if (!parts) throw new Error(`${file} is no policy.`);
  return parts;
}

/** Base, localization and extensions. */
export function sharedPolicies(): PolicyParts[] {
  return ['Base', 'Localization', 'Extensions'].map((name) =>
    partsOfPolicy(`TrustFramework${name}.xml`),
  );
}

/** Every scenario.json, by the scenario's folder. */
export function readScenarios(): Map<string, Scenario> {
  const files = globSync(['functions/*/scenario.json'], { cwd: root }).sort();
  return new Map(
    files.map((file) => [
      file.split(/[\\/]/)[1] ?? '',
      scenarioFile.parse(JSON.parse(readFileSync(join(root, file), 'utf8'))),
    ]),
  );
}
