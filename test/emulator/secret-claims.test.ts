import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRevealableClaim, isSecretClaim } from '../../emulator/secret-claims.ts';
import { tenantOf } from '../support/emulated-tenant.ts';
import { profile } from '../support/profile-text.ts';

const typed =
  '<ClaimType Id="pin"><DisplayName>pin</DisplayName><DataType>string</DataType><UserInputType>Password</UserInputType></ClaimType>';

const claims = [
  { id: 'displayName', isSecret: false, isRevealable: false },
  { id: 'pin', isSecret: true, isRevealable: true },
  { id: 'newPassword', isSecret: true, isRevealable: true },
  { id: 'otpCode', isSecret: true, isRevealable: true },
  { id: 'access_token', isSecret: true, isRevealable: false },
  { id: 'clientSecret', isSecret: true, isRevealable: false },
  { id: 'apiBearer', isSecret: true, isRevealable: false },
];
for (const { id, isSecret, isRevealable } of claims) {
  const words = `is ${isSecret ? '' : 'not '}masked, and ${isRevealable ? 'can' : 'cannot'} be revealed`;
  test(`the claim "${id}" ${words}`, async (t) => {
    const rest = profile({
      ...{ id: 'Rest', handler: 'restful' },
      metadata: {
        ServiceUrl: 'http://localhost:1/',
        AuthenticationType: 'Bearer',
        UseClaimAsBearerToken: 'apiBearer',
      },
    });
    const declared = { displayName: 'string', pin: typed, apiBearer: 'string' };
    const tenant = await tenantOf(t, { claims: declared, technicalProfiles: rest, steps: '' });
    const [loaded] = tenant.policies.policies();
    assert.ok(loaded);
    assert.equal(isSecretClaim(loaded.policy)(id), isSecret);
    assert.equal(isRevealableClaim(loaded.policy)(id), isRevealable);
  });
}
