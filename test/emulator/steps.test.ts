import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goBack } from '../../emulator/journey.ts';
import { exchange, sendClaims, skipIf } from '../support/emulated-tenant.ts';
import {
  exchanges,
  outcomeOf,
  providers,
  runSteps,
  type StepCase,
  selection,
  submit,
  takeEvents,
} from '../support/step-journey.ts';

const cases: readonly StepCase[] = [
  {
    name: 'of two SendClaims the one answers that is not skipped',
    parts: {
      technicalProfiles: providers,
      steps:
        exchange(1, 'Blue') +
        sendClaims(2).replace(
          ' />',
          `><Preconditions>${skipIf('ClaimEquals', true, 'who', 'Blue')}</Preconditions></OrchestrationStep>`,
        ) +
        exchange(3, 'Red') +
        sendClaims(4),
    },
    gives: { who: 'Red' },
  },
  {
    name: 'the journey ends at the first SendClaims',
    parts: {
      technicalProfiles: providers,
      steps: exchange(1, 'Blue') + sendClaims(2) + exchange(3, 'Red') + sendClaims(4),
    },
    gives: { who: 'Blue' },
  },
  {
    name: 'a selection that was skipped leaves nothing to run',
    parts: {
      steps:
        exchange(1, 'Blue') +
        selection(2).replace(
          '<ClaimsProviderSelections',
          `<Preconditions>${skipIf('ClaimsExist', true, 'who')}</Preconditions><ClaimsProviderSelections`,
        ) +
        exchanges(3, { Blue: 'Blue', Red: 'Red' }) +
        sendClaims(4),
    },
    gives: 'no code: Step 3 has 2 claims exchanges, and no step has selected one of them.',
  },
  {
    name: 'a selection that was skipped lets the first run, by setting',
    parts: { steps: exchanges(1, { Red: 'Red', Blue: 'Blue' }) + sendClaims(2) },
    options: { engine: { exchangeWithoutSelection: 'first' } },
    gives: { who: 'Red' },
  },
  {
    name: 'a technical profile that does not exist is an error',
    parts: { steps: exchange(1, 'Nowhere') + sendClaims(2) },
    gives:
      'AADB2C90021: The technical profile "Nowhere" does not exist in the policy "B2C_1A_Test".',
  },
  {
    name: 'SendClaims with a technical profile that is no issuer is an error',
    parts: { steps: sendClaims(1).replace('"Answer"', '"Blue"') },
    gives: 'AADB2C90108: "Blue" is no issuer: it sends no answer to the application.',
  },
  {
    name: 'GetClaims without a technical profile is an error',
    parts: { steps: `<OrchestrationStep Order="1" Type="GetClaims" />${sendClaims(2)}` },
    gives: 'AADB2C90108: Step 1 gets claims and names no CpimIssuerTechnicalProfileReferenceId.',
  },
];

for (const each of cases) {
  test(`steps: ${each.name}`, async (t) => {
    const { stop } = await runSteps(t, each);
    assert.deepEqual(outcomeOf(await takeEvents(stop, each.events)), each.gives);
  });
}

test('a journey runs again from a step, with the claims of then, and the trace follows', async (t) => {
  const parts = { steps: exchange(1, 'Blue') + exchanges(2, { Form: 'Form' }) + sendClaims(3) };
  const { stop, transaction } = await runSteps(t, { parts });
  assert.deepEqual(outcomeOf(await takeEvents(stop, submit({ name: 'Ada' }))), {
    who: 'Blue',
    name: 'Ada',
  });
  const { snapshots, trace } = transaction;
  assert.deepEqual(
    snapshots.map(({ stepName }) => stepName),
    ['Test 1', 'Test 2', 'Test 3'],
  );
  const [, second] = snapshots;
  assert.ok(second);
  const again = await goBack(transaction, second);
  assert.deepEqual([...trace.claimsAfter(trace.events().length)], [['who', 'Blue']]);
  assert.deepEqual([...transaction.bag], [['who', 'Blue']]);
  assert.deepEqual(outcomeOf(await takeEvents(again, submit({ name: 'Grace' }))), {
    who: 'Blue',
    name: 'Grace',
  });
});

test('a journey that goes round keeps the last hundred steps', async (t) => {
  const call =
    '<OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Sub" /></JourneyList></OrchestrationStep>';
  const { transaction } = await runSteps(t, {
    parts: {
      steps: call + sendClaims(2),
      subJourneys: `<SubJourney Id="Sub" Type="Call"><OrchestrationSteps>${call}</OrchestrationSteps></SubJourney>`,
    },
    options: { engine: { subJourneyDepth: 150 } },
  });
  assert.equal(transaction.snapshots.length, 100);
});
