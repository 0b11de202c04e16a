import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as jose from 'jose';
import { openJourney } from '../../../emulator/testing.ts';
import { root, startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';
import { withoutScenario } from '../../support/without-scenario.ts';

const skip = withoutScenario('invitation') || onlyOurHost;
const club = skip ? undefined : await startClub({ after });
const policy = 'B2C_1A_Invitation';
const { Values: secrets } = JSON.parse(await readFile(join(root, 'local.settings.json'), 'utf8'));

async function open() {
  assert.ok(club);
  return openOurTenant(club);
}

/** What the office gets for an order: the hint is what the link ends with. */
async function order(email: string) {
  const body = { orderId: randomUUID(), invitedBy: 'Mara Keller', email };
  const answer = await club?.host.post('/api/issue-invitation', body, {
    'x-api-key': secrets.Invitation__OfficeKey,
  });
  const { link = '', code = '' } = (await answer?.json<{ link?: string; code?: string }>()) ?? {};
  return { code, hint: link.slice(link.indexOf('=') + 1) };
}

const ada = {
  newPassword: 'Correct-horse-7',
  reenterPassword: 'Correct-horse-7',
  givenName: 'Ada',
  surname: 'Lovelace',
};

test('the link of an invitation makes an account for its address, once', { skip }, async () => {
  const tenant = await open();
  const email = 'ada@example.org';
  const { hint } = await order(email);
  const journey = await openJourney({ tenant, policy, parameters: { id_token_hint: hint } });
  await journey.submit(ada);
  assert.partialDeepStrictEqual(await journey.tokenClaims(), {
    ...{ email, name: 'Ada Lovelace', newUser: true, invited_by: 'Mara Keller' },
    sub: tenant.directory.users()[0]?.objectId,
  });
  const again = await openJourney({ tenant, policy, parameters: { id_token_hint: hint } });
  await again.submit(ada);
  assert.match(again.page.error?.message ?? '', /cannot create this account/);
  assert.equal(tenant.directory.users().length, 1);
});

test('a link whose invitation was revoked is refused on the page', { skip }, async () => {
  const tenant = await open();
  const { hint, code } = await order('grace@example.org');
  const revoked = await club?.host.post(
    '/api/revoke-invitation',
    { code },
    { 'x-api-key': secrets.Invitation__OfficeKey },
  );
  assert.equal(revoked?.status, 200);
  const journey = await openJourney({ tenant, policy, parameters: { id_token_hint: hint } });
  await journey.submit(ada);
  assert.match(journey.page.error?.message ?? '', /has ended/);
  assert.deepEqual(tenant.directory.users(), []);
});

test('a hint that somebody else signed ends the journey', { skip }, async () => {
  const { hint } = await order('eve@example.org');
  const { kid = '' } = jose.decodeProtectedHeader(hint);
  const { privateKey } = await jose.generateKeyPair('RS256');
  const forged = await new jose.SignJWT(jose.decodeJwt(hint))
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(privateKey);
  const tenant = await open();
  const journey = await openJourney({ tenant, policy, parameters: { id_token_hint: forged } });
  assert.equal(journey.error?.code, 'AADB2C90233');
});
