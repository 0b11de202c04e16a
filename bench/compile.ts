import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { globSync } from 'tinyglobby';
import { generateProject } from '../commands/generate-project.ts';
import { compare, type Ratio } from './measure.ts';

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
    ours: async () => time(() => generateProject({ out: 'shared/generated' })),
    theirs: async () => time(() => files.forEach(parse)),
  });
}

function parse(file: string): void {
  const parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true });
  parser.on('error', (error) => {
    throw error;
  });
  for (const event of ['attribute', 'opentag', 'closetag', 'text', 'cdata'] as const) {
    parser.on(event, () => undefined);
  }
  parser.write(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')).close();
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
