import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { runApply } from '../../commands/policies-run.ts';
import { UsageError } from '../../commands/usage.ts';
import { type GraphServer, startGraph } from '../support/graph-server.ts';
import { tenantPolicies, writeTenantPolicies } from '../support/tenant-policies.ts';

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `countersign policies …` in a folder, against a server. */
function run(
  cwd: string,
  { origin }: Pick<GraphServer, 'origin'>,
  ...args: string[]
): Promise<Result> {
  const env = { ...process.env, NO_COLOR: '1', COUNTERSIGN_GRAPH_TOKEN: 'canary-token' };
  const command = [resolve('cli.ts'), 'policies', ...args, '--graph', origin];
  return new Promise((done) => {
    execFile(process.execPath, command, { cwd, env }, (error, stdout, stderr) => {
      assert.doesNotMatch(stdout + stderr, /canary-token|\n {4}at /);
      done({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

test('a plan, its upload in the order of the bases, and a second plan that has nothing to do', async (t) => {
  const folder = await writeTenantPolicies(t);
  const graph = await startGraph(t, { policies: { B2C_1A_Other: '<a/>' } });
  const plan = await run(folder, graph, 'plan', '--out', 'plan.json');
  assert.deepEqual([plan.code, plan.stderr], [0, '']);
  assert.equal(
    plan.stdout,
    `Tenant contoso.onmicrosoft.com, environment "Live"
+ B2C_1A_Base  policies/Z.xml
+ B2C_1A_B  policies/B.xml
+ B2C_1A_Middle  policies/Middle.xml
+ B2C_1A_A  policies/A.xml

What relying parties do differently:
+ policy B2C_1A_B
+ policy B2C_1A_A

4 to create, 1 in the tenant alone, kept.
Wrote "plan.json": "countersign policies apply --plan plan.json" does it.
`,
  );
  assert.deepEqual([...graph.policies.keys()], ['B2C_1A_Other'], 'a plan changes nothing');
  const apply = await run(folder, graph, 'apply', '--plan', 'plan.json');
  assert.deepEqual([apply.code, apply.stderr], [0, '']);
  assert.match(
    apply.stdout,
    /uploaded {2}B2C_1A_Base {2}policies\/Z\.xml\n(?:.*\n)*uploaded {2}B2C_1A_A/,
  );
  const rendered = tenantPolicies['policies/A.xml']
    .replaceAll('{Settings:Tenant}', 'contoso.onmicrosoft.com')
    .replace('{Settings:Club}', 'Alder &amp; Lake');
  assert.equal(String(graph.policies.get('B2C_1A_A')), rendered);
  const again = await run(folder, graph, 'apply', '--yes');
  assert.deepEqual([again.code, again.stderr], [0, '']);
  assert.match(again.stdout, /^4 as they are, 1 in the tenant alone, kept\.$/m);
  assert.deepEqual(
    graph.requests.filter((request) => request.startsWith('PUT')),
    ['PUT B2C_1A_Base', 'PUT B2C_1A_B', 'PUT B2C_1A_Middle', 'PUT B2C_1A_A'],
  );
});

test('another tenant is refused before anything else is asked', async (t) => {
  const folder = await writeTenantPolicies(t);
  const graph = await startGraph(t, { domains: ['other.onmicrosoft.com'] });
  const result = await run(folder, graph, 'apply', '--yes');
  assert.equal(result.code, 1);
  assert.match(
    result.stderr,
    /for "contoso\.onmicrosoft\.com".*another tenant, "other\.onmicrosoft\.com"/,
  );
  assert.deepEqual(graph.requests, ['GET organization']);
});

test('errors of lint end it before anybody is asked', async (t) => {
  const wrong = tenantPolicies['policies/B.xml'].replace('ReferenceId="sub"', 'ReferenceId="sbu"');
  const folder = await writeTenantPolicies(t, { 'policies/B.xml': wrong });
  const graph = await startGraph(t);
  const result = await run(folder, graph, 'apply', '--yes');
  assert.equal(result.code, 1);
  assert.match(result.stderr, /policies\/B\.xml:\d+:\d+ .*"sbu"/);
  assert.deepEqual(graph.requests, []);
});

test('pull writes what the tenant has, byte for byte, and nothing over something else', async (t) => {
  const folder = await writeTenantPolicies(t);
  const content = Buffer.from([0xef, 0xbb, 0xbf, 0x3c, 0x61, 0x2f, 0x3e, 0x0d, 0x0a, 0xff]);
  const graph = await startGraph(t, { policies: { B2C_1A_A: content, B2C_1A_B: '<b/>' } });
  const first = await run(folder, graph, 'pull', 'pulled');
  assert.deepEqual(first, { code: 0, stdout: '2 policies in "pulled".\n', stderr: '' });
  assert.deepEqual(await readFile(join(folder, 'pulled/B2C_1A_A.xml')), content);
  await writeFile(join(folder, 'pulled/B2C_1A_B.xml'), 'mine');
  const second = await run(folder, graph, 'pull', 'pulled');
  assert.equal(second.code, 1);
  assert.match(second.stderr, /Other content would be lost in "pulled.B2C_1A_B\.xml"/);
  assert.equal(await readFile(join(folder, 'pulled/B2C_1A_B.xml'), 'utf8'), 'mine');
});

test('an id that is no name of a file is not written anywhere', async (t) => {
  const folder = await writeTenantPolicies(t);
  const graph = await startGraph(t, { policies: { B2C_1A_A: '<a/>', '../B2C_1A_B': '<b/>' } });
  const result = await run(folder, graph, 'pull', 'pulled', '--tenant', 'contoso.onmicrosoft.com');
  assert.equal(result.code, 1);
  assert.match(result.stderr, /no name for a file: "\.\.\/B2C_1A_B"/);
  assert.ok(!(await readdir(folder)).includes('pulled'));
});

const graph = 'https://graph.example';
const misuses = [
  { flags: {}, says: /^An upload needs a plan that somebody has read/ },
  { flags: { plan: 'absent.json' }, says: /^"absent\.json" is no plan/ },
  { flags: { plan: 'package.json' }, says: /^"package\.json" is no plan/ },
  { flags: { plan: 'absent.json', prune: true }, says: /leave out --prune/ },
  { flags: { yes: true, policies: ['absent'] }, says: /^There is no folder "absent"/ },
  { flags: { yes: true, baseline: 'absent.json' }, says: /^There is no baseline "absent\.json"/ },
  { flags: { yes: true, graph: 'http://graph.example' }, says: /^--graph takes an origin/ },
  { flags: { yes: true, graph: `${graph}/beta` }, says: /^--graph takes an origin/ },
];
for (const { flags, says } of misuses) {
  test(`apply ${JSON.stringify(flags)} is a mistake, said in one sentence`, async (t) => {
    const folder = await writeTenantPolicies(t);
    const policies = [join(folder, 'policies')];
    await assert.rejects(runApply({ policies, graph, ...flags }), (error) => {
      return error instanceof UsageError && says.test(error.message);
    });
  });
}

test('an environment that is not there is a mistake', async (t) => {
  const folder = await writeTenantPolicies(t);
  const result = await run(folder, { origin: graph }, 'apply', '--yes', '--env', 'Nowhere');
  assert.equal(result.code, 2);
  assert.match(result.stderr, /There is no environment "Nowhere"/);
});
