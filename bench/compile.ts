import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { generateProject } from '../commands/generate-project.ts';
import { compare, type Ratio } from './measure.ts';
import { parseOnly, timeOf } from './parse-only.ts';

/**
 * `generate` of our policies up to the texts of all files, without comparing them with the disk and
 * writing them, against the same parser with the same options and a listener that does nothing.
 */
export function compile(): Promise<Ratio> {
  const root = join(import.meta.dirname, '..');
  process.chdir(root);
  const files = globSync(['policies/*.xml'], { cwd: root, absolute: true });
  return compare({
    name: `\`generate\` of policies/ (${files.length} files) but for comparing and writing`,
    baseline: 'reading and parsing the same XML with saxes, with the same options',
    unit: 'ms',
    limit: 4,
    rounds: 40,
    warmUps: 10,
    ours: async () => timeOf(() => generateProject({ out: 'shared/generated' })),
    theirs: async () => timeOf(() => files.forEach(parseOnly)),
  });
}
