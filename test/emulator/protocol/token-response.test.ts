import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askToken, authorize, clientId, tokenTenant } from '../../support/token-policy.ts';

const both = `openid offline_access ${clientId}`;

for (const [hasNumbers, shown] of [
  ['true', 3600],
  ['false', '3600'],
] as const) {
  test(`the answer has its members, numbers as ${typeof shown}`, async (t) => {
    const issuer = { SendTokenResponseBodyWithJsonNumbers: hasNumbers };
    const tenant = await tokenTenant(t, { issuer });
    const { code = '' } = await authorize(tenant, { scope: both });
    const { body } = await askToken(tenant, {
      grant_type: 'authorization_code',
      code,
      client_info: '1',
    });
    assert.deepEqual(Object.keys(body).sort(), [
      'access_token',
      'client_info',
      'expires_in',
      'expires_on',
      'id_token',
      'not_before',
      'refresh_token',
      'refresh_token_expires_in',
      'resource',
      'scope',
      'token_type',
    ]);
    assert.equal(body['expires_in'], shown);
    const info = JSON.parse(Buffer.from(String(body['client_info']), 'base64url').toString());
    assert.deepEqual(info, { uid: 'ada-id-b2c_1a_tokens', utid: tenant.objectId });
  });
}
