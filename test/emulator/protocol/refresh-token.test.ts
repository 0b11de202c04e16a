import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import { askToken, authorize, clientId, tokenTenant, verify } from '../../support/token-policy.ts';

const both = `openid offline_access ${clientId}`;

/** Signs in for a refresh token. */
async function refreshToken(tenant: Awaited<ReturnType<typeof tokenTenant>>) {
  const { code = '' } = await authorize(tenant, { scope: both });
  const { body } = await askToken(tenant, { grant_type: 'authorization_code', code });
  return String(body['refresh_token']);
}

const day = 24 * 60 * 60_000;

test('a refresh token slides for its lifetime, until its window ends', async (t) => {
  const clock = new VirtualClock(new Date('2026-01-01'));
  const issuer = {
    refresh_token_lifetime_secs: '172800',
    rolling_refresh_token_lifetime_secs: '432000',
  };
  const tenant = await tokenTenant(t, { issuer }, { now: clock.now });
  await tenant.directory.create({ objectId: 'ada-id', displayName: 'Ada' });
  let token = await refreshToken(tenant);
  const statuses: number[] = [];
  const lifetimes: unknown[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    clock.advance(day);
    const { status, body } = await askToken(tenant, {
      grant_type: 'refresh_token',
      refresh_token: token,
    });
    statuses.push(status);
    if (status === 200) lifetimes.push(Number(body['refresh_token_expires_in']) / 86_400);
    token = String(body['refresh_token'] ?? token);
  }
  assert.deepEqual(statuses, [200, 200, 200, 200, 400, 400]);
  assert.deepEqual(lifetimes, [2, 2, 2, 1], 'the last one ends with the window');
});

test('a refresh keeps the sign-in, and the nonce by setting; scopes can be fewer', async (t) => {
  const clock = new VirtualClock(new Date('2026-01-01'));
  for (const nonceAfterRefresh of [false, true]) {
    const tenant = await tokenTenant(t, {}, { now: clock.now, engine: { nonceAfterRefresh } });
    await tenant.directory.create({ objectId: 'ada-id', displayName: 'Ada' });
    const token = await refreshToken(tenant);
    const signedIn = clock.now().getTime() / 1000;
    clock.advance(day);
    const form = { grant_type: 'refresh_token', refresh_token: token, scope: 'openid' };
    const { body } = await askToken(tenant, form);
    const { payload } = await verify(tenant, body['id_token']);
    assert.equal(payload['auth_time'], signedIn);
    assert.equal(payload['nonce'], nonceAfterRefresh ? 'nonce' : undefined);
    assert.deepEqual([body['access_token'], body['refresh_token']], [undefined, undefined]);
  }
});

test('without a refresh journey the engine looks for the user itself', async (t) => {
  const clock = new VirtualClock(new Date('2026-01-01'));
  const tenant = await tokenTenant(t, {}, { now: clock.now });
  const { directory } = tenant;
  await directory.create({ objectId: 'ada-id', displayName: 'Ada' });
  const form = { grant_type: 'refresh_token', refresh_token: await refreshToken(tenant) };
  const codeOf = async () =>
    String((await askToken(tenant, form)).body['error_description'] ?? '').slice(0, 11);
  assert.equal(await codeOf(), '');
  clock.advance(1000);
  await directory.update('ada-id', {}, { password: 'Correct-horse-7' });
  assert.equal(await codeOf(), 'AADB2C90129');
  await directory.remove('ada-id');
  assert.equal(await codeOf(), 'AADB2C90128');
});

test('a refresh journey that is not there says so', async (t) => {
  const tenant = await tokenTenant(t, { issuer: { RefreshTokenUserJourneyId: 'Nowhere' } });
  const { body } = await askToken(tenant, {
    grant_type: 'refresh_token',
    refresh_token: await refreshToken(tenant),
  });
  assert.match(String(body['error_description']), /^AADB2C90288: /);
});
