import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTokenProfile } from '../../caller/token-profile.ts';
import { restfulProfile } from '../support/restful-profile.ts';

const bearer = { type: 'BearerClaim', claim: 'bearerToken' } as const;
const token = restfulProfile({
  id: 'REST-AcquireAccessToken',
  output: [{ id: 'BEARERTOKEN', partnerClaimType: 'access_token' }],
});
const other = restfulProfile({ id: 'REST-Other', output: [{ id: 'tier' }] });
const refreshing = restfulProfile({
  id: 'REST-Refreshing',
  authentication: bearer,
  output: [{ id: 'bearerToken' }],
});

const cases = [
  {
    name: 'the profile that gives out the claim',
    profile: restfulProfile({ authentication: bearer }),
    found: token,
  },
  { name: 'none that needs the token itself', profile: refreshing, found: token },
  { name: 'none for a profile without a bearer claim', profile: other, found: undefined },
  {
    name: 'none where nobody gives out the claim',
    profile: restfulProfile({ authentication: { type: 'BearerClaim', claim: 'unknown' } }),
    found: undefined,
  },
];

for (const { name, profile, found } of cases) {
  test(`findTokenProfile finds ${name}`, () => {
    assert.equal(findTokenProfile(profile, [other, refreshing, token])?.id, found?.id);
  });
}
