import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/*
 * `npm run check`: all checks there are, one after the other, and at the end what each said and took. The
 * later ones run whatever the earlier ones said. `--passed <script>` names one that has just passed.
 */

const parts = ['test', 'test:slow', 'lint', 'infra', 'test:package', 'test:browser'];

const { passed } = parseArgs({
  options: { passed: { type: 'string', multiple: true, default: [] } },
}).values;
const unknown = passed.find((name) => !parts.includes(name));
if (unknown !== undefined) {
  console.error(`There is no check "${unknown}": they are ${parts.join(', ')}.`);
  process.exit(2);
}
const rows = parts.map((name) => (passed.includes(name) ? `passed before  ${name}` : run(name)));
console.log(`\n${rows.join('\n')}`);
process.exitCode = rows.some((row) => row.startsWith('FAILED')) ? 1 : 0;

function run(name: string): string {
  console.log(`\nnpm run ${name}`);
  const start = performance.now();
  const isWindows = process.platform === 'win32';
  const { status } = spawnSync('npm', ['run', name], { stdio: 'inherit', shell: isWindows });
  const seconds = Math.round((performance.now() - start) / 1000);
  return `${status === 0 ? 'passed' : 'FAILED'}  ${name}, ${seconds} s`;
}
