import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { accessMistakes } from './access-mistakes.ts';
import { operationMistakes } from './operation-mistakes.ts';
import { sourceMistakes } from './source-mistakes.ts';

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

/** Rows whose counts are those of the smallest deployment. */
const counted = [
  { row: /^\| role assignments \((\d+)\)/m, type: 'Microsoft.Authorization/roleAssignments' },
  { row: /^\| diagnostic settings \((\d+)\)/m, type: 'Microsoft.Insights/diagnosticSettings' },
  { row: /^\| alert rules \((\d+) log,/m, type: 'Microsoft.Insights/scheduledQueryRules' },
  { row: /^\| alert rules \(.* (\d+) metric\)/m, type: 'Microsoft.Insights/metricAlerts' },
];
for (const { row, type } of counted) {
  test(`docs/infra.md counts ${type} as they are deployed`, () => {
    const { predictedResources } = JSON.parse(read('infra/tests/basic.snapshot.json'));
    const deployed = predictedResources.filter((one: { type: string }) => one.type === type);
    assert.equal(Number(row.exec(page)?.[1]), deployed.length);
  });
}

test('docs/infra.md names the roles that the templates give, and no other', () => {
  const start = page.indexOf('## Who may what');
  const rows = page.slice(start, page.indexOf('## ', start + 3)).matchAll(/^\|[^|]+\|([^|]+)\|/gm);
  const named = [...rows].slice(2).flatMap(([, roles = '']) => roles.trim().split(', '));
  const spelled = named.map((role) => role.replaceAll(' ', '').toLowerCase());
  const given = Object.keys(JSON.parse(read('infra/roles.json'))).map((role) => role.toLowerCase());
  assert.deepEqual(spelled.sort(), given.sort());
});

test('docs/infra.md names every concern of the gate', () => {
  const [, list = ''] = /`tools\/infra\/concerns\/`, one file each: ([^.]+)\./.exec(page) ?? [];
  const named = list.split(',').map((name) => `${name.trim().replaceAll(' ', '-')}.ts`);
  const files = globSync(['*.ts'], { cwd: join(root, 'tools/infra/concerns') });
  assert.deepEqual(named.sort(), files.sort());
});

test('docs/infra.md counts the mistakes that the gate is tested with', () => {
  const count = [accessMistakes, operationMistakes, sourceMistakes].flat().length;
  assert.match(page, new RegExp(`\\bmakes ${count} mistakes\\b`));
});

/** c = 3, t = 0.1 s, k = 5, 3 ms of CPU, a concurrency of 32. */
function capacityOf(millions: number) {
  const mean = (millions * 1e6) / 2_592_000;
  const calls = mean * 3 * 5;
  const atWork = calls * 0.1;
  const instances = [atWork / (32 * 0.7), (calls * 0.003) / 0.6].map(Math.ceil);
  return { mean, peak: mean * 5, calls, atWork, instances };
}

test('the capacity plan of docs/deploy.md is computed as it says', () => {
  const text = read('docs/deploy.md');
  assert.match(text, /S × c × k \/ 2 592 000\n.*\n.*HTTP_CONCURRENCY × 0\.7\)\n.*\/ 0\.6\n/);
  const rows = [...text.matchAll(/^\| (\d+) million \|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$/gm)];
  assert.equal(rows.length, 4);
  for (const [, millions, pace = '', calls, atWork, instances = ''] of rows) {
    const wanted = capacityOf(Number(millions));
    const told = [...pace.split('/'), calls, atWork].map(Number);
    const exact = [wanted.mean, wanted.peak, wanted.calls, wanted.atWork];
    for (const [index, value] of exact.entries()) {
      assert.ok(Math.abs((told[index] ?? 0) / value - 1) < 0.05, `${millions}: ${value}`);
    }
    assert.deepEqual(instances.split('/').map(Number), wanted.instances);
  }
});

/** What the template says, and what the gate reads. */
const others = new Set(['BICEP_PATH', 'PROFILES_NOT_SERVED', 'SERVICE_API_URI', 'SMOKE_URL']);

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
