import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerOf,
  exchange,
  sendClaims,
  startTest,
  tenantOf,
} from '../../support/emulated-tenant.ts';

test('a technical profile of the engine does nothing, and is nothing to warn of', async (t) => {
  const profile =
    '<TechnicalProfile Id="TpEngine_c3bd4fe2-1775-4013-b91d-35f16d377d13"><DisplayName>Engine</DisplayName><Protocol Name="None" /><Metadata><Item Key="url">{service:te}</Item></Metadata><OutputClaims><OutputClaim ClaimTypeReferenceId="a" DefaultValue="1" /></OutputClaims></TechnicalProfile>';
  const tenant = await tenantOf(t, {
    claims: { a: 'string' },
    technicalProfiles: profile,
    steps: exchange(1, 'TpEngine_c3bd4fe2-1775-4013-b91d-35f16d377d13') + sendClaims(2),
  });
  assert.deepEqual(answerOf(await startTest(tenant)), {});
  assert.deepEqual(tenant.policies.policies()[0]?.unsupported, []);
});
