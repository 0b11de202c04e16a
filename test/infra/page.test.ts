import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const page = read('docs/infra.md');
const parameters = new Set(
  [...read('infra/main.parameters.json').matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name),
);

test('docs/infra.md has a row for each template that makes something, and no other', () => {
  const templates = globSync(['*.bicep'], { cwd: join(root, 'infra') });
  const makers = templates.filter((file) =>
    /^resource \w+ '[^']+' = /m.test(read(`infra/${file}`)),
  );
  const rows = [...page.matchAll(/^\| [^|]+ \| `([\w-]+\.bicep)` \|/gm)];
  const named = new Set(rows.map(([, file = '']) => file));
  assert.deepEqual([...named].sort(), makers.sort());
});

test('each row of what is made has a purpose and a price class', () => {
  const start = page.indexOf('## What is made');
  const table = page.slice(start, page.indexOf('## ', start + 3)).split('\n');
  const rows = table.filter((line) => line.startsWith('| ')).slice(2);
  assert.ok(rows.length > 15);
  for (const row of rows) {
    const cells = row.split('|').slice(1, -1);
    assert.ok(cells.length === 4 && cells.every((cell) => cell.trim() !== ''), row);
  }
});

/** What the template says, and what the gate reads. */
const others = new Set(['BICEP_PATH', 'PROFILES_NOT_SERVED', 'SERVICE_API_URI']);

for (const file of ['docs/infra.md', 'docs/deploy.md', 'README.md']) {
  test(`the parameters that ${file} sets are the template's`, () => {
    const code = [
      ...read(file).matchAll(/`(?:azd env set )?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)[`= ]/g),
    ];
    const set = code.map(([, name = '']) => name).filter((name) => isOfTemplate(name));
    assert.deepEqual(
      set.filter((name) => !parameters.has(name)),
      [],
    );
  });
}

/** Variables of the emulator, of tests and of Node have pages of their own. */
function isOfTemplate(name: string): boolean {
  return !others.has(name) && !/^(?:AZURE_|NODE_|FUNCTIONS_|FIXTURE_|HTTPS?_|NO_|BASE_)/.test(name);
}
