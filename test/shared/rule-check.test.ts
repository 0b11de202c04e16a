import assert from 'node:assert/strict';
import test from 'node:test';
import { serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { assertAnswered, correlationId, enforced, profile } from '../support/served-profile.ts';

test('a rule that does not hold is counted and logged by claim and rule, never by value', async () => {
  const id = 'REST-Observed';
  const handler = serve({ ...profile, id }, ({ tier, memberNumber }) => ({
    text: `${tier}${memberNumber}`,
  }));
  const claims = { tier: 'CANARY', memberNumber: 'CANARY' };
  await invoke(handler, jsonBody(claims));
  const answered = await invoke(handler, jsonBody(claims));
  assertAnswered(answered, 200, { text: 'CANARYCANARY' });
  const lines = JSON.stringify(answered.log);
  assert.match(lines, /claim \\"tier\\": rule \\"enumeration\\" is broken \(2 so far\)/);
  assert.match(lines, /claim \\"memberNumber\\": rule \\"pattern\\" is broken \(2 so far\)/);
  assert.doesNotMatch(lines, /CANARY/);
});

test("an enforced rule refuses with the policy's HelpText", async () => {
  const answered = await invoke(
    serve(enforced, () => {}),
    jsonBody({ memberNumber: 'CANARY', correlationId }),
  );
  assertAnswered(answered, 409, {
    version: '1.0.0',
    status: 409,
    code: 'CLAIM_RULE_BROKEN',
    requestId: correlationId,
    userMessage: 'CC- and six digits.',
    developerMessage: 'Claim "memberNumber" does not satisfy the policy\'s rule "pattern".',
  });
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY/);
});

test('an enforced rule without HelpText refuses with our words, in the language of the user', async () => {
  const { json } = await invoke(
    serve(enforced, () => {}),
    jsonBody({ tier: 'cox', language: 'fr-CA' }),
  );
  assert.equal(json['userMessage'], 'Veuillez vérifier votre saisie.');
});
