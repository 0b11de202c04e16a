import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerOf,
  exchange,
  sendClaims,
  startTest,
  tenantOf,
} from '../../support/emulated-tenant.ts';
import { named, profile } from '../../support/profile-text.ts';

test('the user journey context gives the address of the user and the correlation id', async (t) => {
  const context = profile({
    id: 'Context',
    handler: 'userJourneyContext',
    outputClaims: [
      named('ipAddress', 'IP-Address'),
      named('correlation', 'correlationid'),
      { ClaimTypeReferenceId: 'other', PartnerClaimType: 'Device', DefaultValue: 'unknown' },
    ],
  });
  const tenant = await tenantOf(t, {
    claims: { ipAddress: 'string', correlation: 'string', other: 'string' },
    technicalProfiles: context,
    steps: exchange(1, 'Context') + sendClaims(2),
  });
  const started = await startTest(tenant, { ipAddress: '198.51.100.9' });
  assert.deepEqual(answerOf(started), {
    ipAddress: '198.51.100.9',
    correlation: started.transaction.correlationId,
    other: 'unknown',
  });
});
