import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, type TestContext, test } from 'node:test';
import { graphDirectory } from '../../functions/roles/graph-directory.ts';
import { graphApplication } from '../../functions/roles/graph-settings.ts';
import { addGroupRoles, readGroupRoles } from '../../functions/roles/group-roles.ts';
import { limitRoles } from '../../functions/roles/limit-roles.ts';
import { knownGroups } from '../../functions/roles/member-groups.ts';
import { addRoles, everyApplication } from '../../functions/roles/roles.ts';
import { callAt, startAnotherHost } from '../support/another-host.ts';
import { startClub } from '../support/club.ts';
import { onlyOurHost } from '../support/functions-host.ts';
import { type GraphMood, startGraphServer } from '../support/graph-groups-server.ts';
import { manualTiming } from '../support/manual-timing.ts';

const club = await startClub({ after });

/** A member of five groups, which come in three pages. */
async function graph(t: TestContext) {
  const server = await startGraphServer(t);
  const objectId = `a b/c?${randomUUID()}`;
  const groups = Array.from({ length: 5 }, () => randomUUID());
  server.members.set(objectId, groups);
  const application = graphApplication(server.settings);
  assert.ok(application);
  const timing = manualTiming();
  const directory = graphDirectory(application, timing);
  return { server, objectId, groups, directory, timing };
}

test('groups come from all pages, with one token', async (t) => {
  const { server, objectId, groups, directory } = await graph(t);
  assert.deepEqual(await directory.groupsOf(objectId), groups);
  assert.deepEqual([server.asked(), server.tokens()], [3, 1]);
  assert.deepEqual(await directory.groupsOf(randomUUID()), [], 'whom Graph does not know');
});

test('a token that ends or is not taken is fetched anew', async (t) => {
  const { server, objectId, groups, directory, timing } = await graph(t);
  await directory.groupsOf(objectId);
  server.revokeTokens();
  assert.deepEqual(await directory.groupsOf(objectId), groups);
  assert.equal(server.tokens(), 2);
  timing.advance(3_300_000);
  assert.deepEqual(await directory.groupsOf(objectId), groups);
  assert.equal(server.tokens(), 3);
});

const unavailable = { code: 'ERR_DEPENDENCY_UNAVAILABLE' };
const moods: GraphMood[] = ['down', 'busy', 'forbidden', 'leads-astray', 'talks-rot'];
for (const mood of moods) {
  test(`where Graph ${mood}, there is no answer`, async (t) => {
    const { server, objectId, directory } = await graph(t);
    server.setMood(mood);
    await assert.rejects(directory.groupsOf(objectId), unavailable);
  });
}

test('a busy Graph is left alone for as long as it says', async (t) => {
  const { server, objectId, groups, directory, timing } = await graph(t);
  server.setMood('busy');
  await assert.rejects(directory.groupsOf(objectId), unavailable);
  server.setMood('well');
  timing.advance(29_999);
  await assert.rejects(directory.groupsOf(objectId), unavailable);
  assert.equal(server.asked(), 1);
  timing.advance(1);
  assert.deepEqual(await directory.groupsOf(objectId), groups);
});

test('with a wrong secret there is no answer, and the reason holds none', async (t) => {
  const server = await startGraphServer(t);
  const application = graphApplication({ ...server.settings, Graph__ClientSecret: 'CANARY' });
  assert.ok(application);
  await assert.rejects(graphDirectory(application).groupsOf('x'), (error: Error) => {
    assert.doesNotMatch(`${error} ${error.cause}`, /CANARY/);
    return true;
  });
});

test('an answer is believed for five minutes, and for a day while Graph is down', async (t) => {
  const { server, objectId, groups, directory } = await graph(t);
  const [first = '', second = ''] = groups;
  const begin = new Date('2026-11-02T08:00:00Z').getTime();
  const matters = (id: string) => id !== second;
  const at = async (minutes: number) => {
    const now = new Date(begin + minutes * 60_000);
    const known = await knownGroups(directory, objectId, { now, matters });
    return [known.source, known.groups.length];
  };
  assert.deepEqual(await at(0), ['graph', 4]);
  server.members.set(objectId, [first]);
  assert.deepEqual(await at(4.9), ['memory', 4]);
  server.setMood('forbidden');
  assert.deepEqual(await at(5), ['last-good', 4]);
  assert.deepEqual(await at(24 * 60 - 1), ['last-good', 4]);
  assert.deepEqual(await at(24 * 60), ['none', 0]);
  server.setMood('well');
  assert.deepEqual(await at(24 * 60 + 1), ['graph', 1]);
});

test('groups bring roles in one application or in all; groups of no row bring none', async () => {
  const [here, everywhere, nowhere] = [randomUUID(), randomUUID(), randomUUID()];
  await addGroupRoles(here.toUpperCase(), 'app', ['Coach']);
  await addGroupRoles(everywhere, everyApplication, ['Member']);
  const table = await readGroupRoles(new Date());
  const groups = [here, everywhere, nowhere];
  assert.deepEqual(table.rolesOf(groups, 'app'), ['Coach', 'Member']);
  assert.deepEqual(table.rolesOf(groups, undefined), ['Member']);
  assert.deepEqual(groups.map(table.has), [true, true, false]);
});

test('no more roles than a token holds', () => {
  const many = Array.from({ length: 500 }, (_, index) => `Role-${String(index).padStart(4, '0')}`);
  const { roles, left } = limitRoles([...many.reverse(), 'Role-0000']);
  assert.equal(roles[0], 'Role-0000');
  assert.equal(roles.length + left, 500);
  assert.ok(Buffer.byteLength(JSON.stringify(roles)) <= 2048);
  assert.deepEqual(limitRoles(['b', 'a', 'b']), { roles: ['a', 'b'], left: 0 });
});

const bad = [
  { name: 'no secret', more: { Graph__ClientSecret: '' }, problem: /Graph__ClientSecret/ },
  { name: 'an http address', more: { Graph__Url: 'http://graph.example/v1.0' }, problem: /https/ },
];
for (const { name, more, problem } of bad) {
  test(`Graph settings with ${name} are refused`, () => {
    const given = {
      Graph__ClientId: 'c',
      Graph__ClientSecret: 's',
      Graph__TokenEndpoint: 'https://login.example/token',
    };
    assert.throws(() => graphApplication({ ...given, ...more }), problem);
  });
}

test('roles in the token are those granted and those of groups; without Graph those granted', {
  skip: onlyOurHost,
}, async (t) => {
  const { server, objectId, groups } = await graph(t);
  await addGroupRoles(groups[4] ?? '', everyApplication, ['Captain']);
  await addRoles(objectId, everyApplication, ['Member']);
  const rolesOnly = { main: 'functions/roles/*.ts', env: server.settings };
  const host = await startAnotherHost(t, club, rolesOnly);
  const rolesOf = async (id: string) => {
    const response = await callAt(host, club, 'REST-GetMemberRoles', { objectId: id });
    return (await response.json()) as object;
  };
  assert.deepEqual(await rolesOf(objectId), { roles: ['Captain', 'Member'] });
  const other = randomUUID();
  await addRoles(other, everyApplication, ['Guest']);
  server.setMood('hangs');
  assert.deepEqual(await rolesOf(other), { roles: ['Guest'] });
  await host.says(/Microsoft Graph does not answer/);
  assert.deepEqual(await rolesOf(objectId), { roles: ['Captain', 'Member'] }, 'still in memory');
});
