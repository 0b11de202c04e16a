// The workflow's variables (VARIABLES, as JSON) that infra/main.parameters.json names, as GITHUB_ENV takes
// them: NAME=value, one a line.
import { readFileSync } from 'node:fs';

const parameters = readFileSync(new URL('../main.parameters.json', import.meta.url), 'utf8');
const names = new Set([...parameters.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
for (const [name, value] of Object.entries(JSON.parse(process.env.VARIABLES || '{}'))) {
  if (!names.has(name)) continue;
  if (/[\r\n]/.test(value)) throw new Error(`The variable "${name}" has more than one line.`);
  process.stdout.write(`${name}=${value}\n`);
}
