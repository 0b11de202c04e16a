import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { selectProfiles } from '../../commands/contract-profiles.ts';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import { root } from '../support/club.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const { relyingParties } = readRestfulProfiles({
  folders: [join(root, 'policies')],
  environment: 'Local',
  settings: {},
});
const routes: readonly { profile: string }[] = JSON.parse(
  readFileSync(join(root, 'shared/generated/routes.json'), 'utf8'),
);
const url = new URL('https://club.example');
const hosts = ['http://localhost:7071'];

function select(ids: readonly string[] = [], everything = false) {
  return selectProfiles(relyingParties, { url, hosts, everything, ids });
}

const selected = select();

const ids = (found: readonly { profile: { id: string } }[]) =>
  found.map(({ profile }) => profile.id);

test('without a word the profiles of our hosts are tested, at the new origin', () => {
  assert.deepEqual(ids(selected).toSorted(), routes.map(({ profile }) => profile).toSorted());
  assert.ok(!ids(selected).includes('REST-AcquireAccessToken'));
  assert.deepEqual(
    new Set(selected.map((each) => new URL(each.profile.serviceUrl).origin)),
    new Set([url.origin]),
  );
});

test('with --all the profiles of all hosts are tested, but not what fetches a token', () => {
  assert.deepEqual(
    ids(select([], true)).filter((id) => !ids(selected).includes(id)),
    ['Mail-SendProfileChanged'],
  );
});

test('a profile that is asked for is tested whatever it is, its token fetched where the policy says', {
  skip: withoutScenario('membership'),
}, () => {
  assert.deepEqual(ids(select(['rest-acquireaccesstoken'])), ['REST-AcquireAccessToken']);
  const [enrich] = select(['REST-EnrichMembership']);
  assert.equal(enrich?.tokenProfile?.serviceUrl, 'http://localhost:7072/oauth2/v2.0/token');
});
