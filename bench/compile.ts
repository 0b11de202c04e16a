import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { globSync } from 'tinyglobby';
import { generateProject } from '../commands/generate-project.ts';
import { compare, type Ratio } from './measure.ts';

/** All of `generate` on our policies but the writing, against parsing the same XML with the same parser. */
export function compile(): Promise<Ratio> {
  const root = join(import.meta.dirname, '..');
  process.chdir(root);
  const files = globSync(['policies/*.xml'], { cwd: root, absolute: true });
  return compare({
    name: `\`generate\` of policies/ (${files.length} files)`,
    baseline: 'reading and parsing the same XML with saxes, positions on',
    unit: 'ms',
    limit: 4,
    rounds: 40,
    warmUps: 10,
    ours: async () => time(() => generateProject({ out: 'shared/generated' })),
    theirs: async () => time(() => files.forEach(parse)),
  });
}

function parse(file: string): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')).close();
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
