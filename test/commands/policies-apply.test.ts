import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { applyPlan, type PolicyOutcome } from '../../commands/policies-apply.ts';
import { remainderText } from '../../commands/policies-apply-report.ts';
import { readLocalPolicies } from '../../commands/policies-local.ts';
import { makePlan } from '../../commands/policies-plan.ts';
import { planDifferences, readPlanFile, writePlanFile } from '../../commands/policies-plan-file.ts';
import { GraphClient } from '../../graph/client.ts';
import { connectGraph } from '../../graph/connection.ts';
import { TenantPolicies } from '../../graph/tenant.ts';
import { errorBody, type GraphWorld, startGraph } from '../support/graph-server.ts';
import { relyingParty, tenantPolicies, writeTenantPolicies } from '../support/tenant-policies.ts';

/** Policies of this machine, and a tenant behind a server with faults. */
async function start(t: TestContext, world: GraphWorld = {}, own: Record<string, string> = {}) {
  const folder = await writeTenantPolicies(t, own);
  const graph = await startGraph(t, world);
  const connections = connectGraph({});
  t.after(() => connections.close());
  const client = new GraphClient({
    origin: graph.origin,
    connections,
    tokens: { get: async () => 'token' },
    now: () => 0,
    wait: async () => {},
  });
  const flags = { policies: [join(folder, 'policies')], graph: graph.origin };
  const tenant = new TenantPolicies(client);
  const plan = (prune = false) => makePlan(readLocalPolicies(flags), tenant, prune);
  return { folder, graph, tenant, plan };
}

type Started = Awaited<ReturnType<typeof start>>;

async function apply({ plan, tenant }: Started, { prune = false, stopAfter = 99 } = {}) {
  let count = 0;
  return applyPlan(await plan(prune), {
    tenant,
    onOutcome: () => {
      count += 1;
    },
    isInterrupted: () => count >= stopAfter,
  });
}

/** `B2C_1A_A refused`. */
function brief(outcomes: readonly PolicyOutcome[]): string[] {
  return outcomes.map(({ policy, state }) => `${policy.policyId.slice(7)} ${state}`);
}

const validation =
  'Validation failed: 1 validation error(s) found in policy "B2C_1A_Middle".\r\nLine 3.';
const cases: { name: string; world: GraphWorld; outcomes: string[]; reason: RegExp }[] = [
  {
    name: 'what B2C refuses stops what inherits from it, and nothing else',
    world: {
      faults: [{ on: 'PUT B2C_1A_Middle', status: 400, body: errorBody('AADB2C', validation) }],
    },
    outcomes: ['Base done', 'B done', 'Middle refused', 'A untouched'],
    reason: /^Validation failed: 1 validation error.*\r\nLine 3\.$/,
  },
  {
    name: 'a right that is missing stops all',
    world: { faults: [{ on: 'PUT B2C_1A_B', status: 403 }] },
    outcomes: ['Base done', 'B refused', 'Middle untouched', 'A untouched'],
    reason: /^As asked\.$/,
  },
  {
    name: 'a connection that breaks before the work is told as not done',
    world: { faults: [{ on: 'PUT B2C_1A_B', cut: 'before' }] },
    outcomes: ['Base done', 'B untouched', 'Middle untouched', 'A untouched'],
    reason: /gave no answer to PUT/,
  },
  {
    name: 'a connection that breaks after the work is told as done',
    world: { faults: [{ on: 'PUT B2C_1A_B', cut: 'after' }] },
    outcomes: ['Base done', 'B done', 'Middle untouched', 'A untouched'],
    reason: /gave no answer to PUT/,
  },
  {
    name: 'where nobody can say what was taken, that is said',
    world: {
      faults: [
        { on: 'PUT B2C_1A_B', cut: 'after' },
        { on: 'GET B2C_1A_B', after: 1, cut: 'before' },
      ],
    },
    outcomes: ['Base done', 'B unknown', 'Middle untouched', 'A untouched'],
    reason: /gave no answer to PUT/,
  },
  {
    name: 'what somebody else changes between plan and upload is left alone',
    world: {
      faults: [
        {
          on: 'GET B2C_1A_B',
          times: 1,
          meanwhile: (policies) => policies.set('B2C_1A_B', Buffer.from('<theirs/>')),
        },
      ],
    },
    outcomes: ['Base done', 'B untouched', 'Middle untouched', 'A untouched'],
    reason: /changed by somebody else/,
  },
];
for (const { name, world, outcomes, reason } of cases) {
  test(`apply: ${name}`, async (t) => {
    const started = await start(t, world);
    const found = await apply(started);
    assert.deepEqual(brief(found), outcomes);
    assert.match(found.find((each) => each.reason !== undefined)?.reason ?? '', reason);
    const done = found.filter(({ state }) => state === 'done').map(({ policy }) => policy.policyId);
    for (const id of done) assert.ok(started.graph.policies.has(id), `${id} is there`);
    const told = remainderText(found);
    assert.match(told ?? '', new RegExp(`^Done: ${done.join(', ')}\\.$`, 'm'));
  });
}

test('what was broken off is finished by the same command, also with the same plan', async (t) => {
  const fault = { on: 'PUT B2C_1A_Middle', times: 1, status: 400 };
  const started = await start(t, { faults: [fault] });
  const file = join(started.folder, 'plan.json');
  writePlanFile(file, 'tenant', false, await started.plan());
  assert.deepEqual(brief(await apply(started)), [
    'Base done',
    'B done',
    'Middle refused',
    'A untouched',
  ]);
  assert.deepEqual(planDifferences(readPlanFile(file), 'tenant', await started.plan()), []);
  assert.deepEqual(brief(await apply(started)), ['Middle done', 'A done']);
});

test('an interruption ends after the policy at work', async (t) => {
  const found = await apply(await start(t), { stopAfter: 2 });
  assert.deepEqual(brief(found), ['Base done', 'B done', 'Middle untouched', 'A untouched']);
});

test('a plan says what somebody has changed since', async (t) => {
  const started = await start(t);
  await apply(started);
  const file = join(started.folder, 'plan.json');
  started.graph.policies.set('B2C_1A_A', Buffer.from('<a/>'));
  writePlanFile(file, 'tenant', false, await started.plan());
  started.graph.policies.set('B2C_1A_A', Buffer.from('<b/>'));
  started.graph.policies.delete('B2C_1A_B');
  assert.deepEqual(planDifferences(readPlanFile(file), 'tenant', await started.plan()), [
    '"B2C_1A_B" has changed in the tenant.',
    '"B2C_1A_A" has changed in the tenant.',
  ]);
  assert.deepEqual(planDifferences(readPlanFile(file), 'other', await started.plan()), [
    'The plan is for another tenant.',
  ]);
});

test('white space and comments are no change; a base that changes shows in its relying parties', async (t) => {
  const started = await start(t);
  await apply(started);
  const stored = String(started.graph.policies.get('B2C_1A_Base'));
  const older = stored.replaceAll('\n', '\r\n  ').replace('3600', '1800');
  started.graph.policies.set('B2C_1A_Base', Buffer.from(older));
  const middle = String(started.graph.policies.get('B2C_1A_Middle'));
  started.graph.policies.set('B2C_1A_Middle', Buffer.from(`<!-- theirs -->\r\n${middle}`));
  const { policies, effects } = await started.plan();
  assert.deepEqual(
    policies.map(({ policyId, action }) => `${policyId} ${action}`),
    ['B2C_1A_Base update', 'B2C_1A_B same', 'B2C_1A_Middle same', 'B2C_1A_A same'],
  );
  for (const id of ['B2C_1A_A', 'B2C_1A_B']) {
    const { changes } = effects.find(({ policyId }) => policyId === id) ?? { changes: [] };
    assert.deepEqual(
      changes.map(({ before, after }) => [before, after]),
      [['1800', '3600']],
      id,
    );
  }
});

test('prune deletes what the tenant alone has, children first, once all is uploaded', async (t) => {
  const render = (text: string) => text.replaceAll('{Settings:Tenant}', 'contoso.onmicrosoft.com');
  const others = {
    B2C_1A_OldBase: render(tenantPolicies['policies/Z.xml']).replaceAll('1A_Base', '1A_OldBase'),
    B2C_1A_Old: render(relyingParty('Old', 'OldBase')),
  };
  const started = await start(t, { policies: others });
  const kept = (await started.plan()).policies.filter(({ action }) => action === 'keep');
  assert.equal(kept.length, 2, 'nothing is deleted unasked');
  const found = await apply(started, { prune: true });
  assert.deepEqual(brief(found).slice(4), ['Old done', 'OldBase done']);
  assert.equal(started.graph.policies.size, 4);
});

test('prune deletes nothing where an upload is refused', async (t) => {
  const faults = [{ on: 'PUT B2C_1A_A', status: 400 }];
  const started = await start(t, { policies: { B2C_1A_Old: '<a/>' }, faults });
  const found = await apply(started, { prune: true });
  assert.deepEqual(brief(found).slice(-2), ['A refused', 'Old untouched']);
  assert.ok(started.graph.policies.has('B2C_1A_Old'));
});

const unrendered: { name: string; own: Record<string, string>; says: RegExp }[] = [
  {
    name: 'a setting that would become an element is refused',
    own: { 'policies/appsettings.json': withClub('&quot;/&gt;" /><b a="') },
    says: /says something else: write "<"/,
  },
  {
    name: 'two files of one PolicyId are refused',
    own: {
      'policies/more/A.xml': tenantPolicies['policies/A.xml'],
      'policies/more/appsettings.json': withClub('x'),
    },
    says: /Both ".*" and ".*" are "B2C_1A_A"/,
  },
];
for (const { name, own, says } of unrendered) {
  test(`local policies: ${name}`, async (t) => {
    await assert.rejects(
      async () => (await start(t, {}, own)).plan(),
      ({ message }) => says.test(message),
    );
  });
}

test('local policies: a token that nothing replaces is an error here', async (t) => {
  const folder = await writeTenantPolicies(t, { 'policies/appsettings.json': '{}' });
  const { diagnostics } = readLocalPolicies({ policies: [join(folder, 'policies')], graph: '' });
  const tokens = diagnostics.filter(({ rule }) => rule === 'settings-token');
  assert.ok(tokens.length > 0);
  assert.ok(tokens.every(({ severity }) => severity === 'error'));
});

function withClub(Club: string): string {
  const environment = { Name: 'Live', Tenant: 'contoso.onmicrosoft.com', PolicySettings: { Club } };
  return JSON.stringify({ Environments: [environment] });
}
