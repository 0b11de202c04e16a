import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { openJourney, UnexpectedEvent } from '../../emulator/testing.ts';
import { exchange, sendClaims, tenantOf } from '../support/emulated-tenant.ts';
import { profile } from '../support/profile-text.ts';

interface Parts {
  readonly technicalProfiles: string;
  readonly steps: string;
}

/** A journey of the policy `B2C_1A_Test`, whose places are told without the folder. */
async function open(t: TestContext, parts: Parts) {
  const tenant = await tenantOf(t, { claims: { name: 'string', town: 'string' }, ...parts });
  return openJourney({ tenant, policy: 'B2C_1A_Test' });
}

const page = profile({ id: 'Page', handler: 'selfAsserted', outputClaims: ['name', 'town'] });
const shown = { technicalProfiles: page, steps: exchange(1, 'Page') + sendClaims(2) };

test('a field that the page does not have is refused by name, and the journey is as it was', async (t) => {
  const journey = await open(t, shown);
  await assert.rejects(journey.submit({ nmae: 'Ada' }), (error) => {
    assert.ok(error instanceof UnexpectedEvent);
    const message = 'The page has no field "nmae", only "name", "town". Did you mean "name"?';
    assert.equal(error.message, message);
    return true;
  });
  assert.ok(journey.hasPage);
  await journey.submit({ NAME: 'Ada' });
  assert.deepEqual(journey.claims, { name: 'Ada' });
});

test('a page that takes no claims says so itself', async (t) => {
  const choice =
    '<OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="c"><ClaimsProviderSelections DisplayOption="ShowSingleProvider"><ClaimsProviderSelection TargetClaimsExchangeId="PageExchange" /></ClaimsProviderSelections></OrchestrationStep>';
  const steps = choice + exchange(2, 'Page') + sendClaims(3);
  const journey = await open(t, { technicalProfiles: page, steps });
  await assert.rejects(journey.submit({ name: 'Ada' }), /does not take the event "submit"/);
});

function readLines(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n');
}

const withTransformation = profile({ id: 'It', outputClaims: ['name'] }).replace(
  '</TechnicalProfile>',
  '\n<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="Nowhere" /></OutputClaimsTransformations></TechnicalProfile>',
);

/* Where the policy has what a failure is about: the text that begins there. */
const faults = [
  {
    name: 'an exchange with an unknown technical profile',
    technicalProfiles: '',
    steps: exchange(1, 'Nowhere') + sendClaims(2),
    at: '<ClaimsExchange Id="NowhereExchange"',
  },
  {
    name: 'an unknown claims transformation',
    technicalProfiles: withTransformation,
    steps: exchange(1, 'It') + sendClaims(2),
    at: '<OutputClaimsTransformation ReferenceId="Nowhere"',
  },
  {
    name: 'an unknown session technical profile',
    technicalProfiles: profile({ id: 'It', outputClaims: ['name'], session: 'Nowhere' }),
    steps: exchange(1, 'It') + sendClaims(2),
    at: '<UseTechnicalProfileForSessionManagement ReferenceId="Nowhere"',
  },
  {
    name: 'a required claim without a value',
    technicalProfiles: profile({
      id: 'It',
      inputClaims: [{ ClaimTypeReferenceId: 'name', Required: 'true' }],
    }),
    steps: exchange(1, 'It') + sendClaims(2),
    at: '<InputClaim ClaimTypeReferenceId="name"',
  },
  {
    name: 'a sub journey that nobody declares',
    technicalProfiles: '',
    steps: `<OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Nowhere" /></JourneyList></OrchestrationStep>${sendClaims(2)}`,
    at: '<Candidate SubJourneyReferenceId="Nowhere"',
  },
  {
    name: 'a journey that ends without an answer',
    technicalProfiles: profile({ id: 'It', outputClaims: ['name'] }),
    steps: exchange(1, 'It'),
    at: '<UserJourney Id="Test"',
  },
];

for (const { name, at, ...parts } of faults) {
  test(`the failure is told with its place: ${name}`, async (t) => {
    const journey = await open(t, parts);
    const { position } = journey.error ?? assert.fail();
    assert.ok(position);
    const source = readLines(position.file);
    assert.equal(source[position.line - 1]?.slice(position.column - 1).startsWith(at), true, name);
    assert.throws(
      () => journey.page,
      ({ message }: Error) => {
        const place = `${position.file}:${position.line}:${position.column}`;
        return message.startsWith('No page is open: ') && message.endsWith(`(${place})`);
      },
    );
    assert.deepEqual(journey.trace.at(-1)?.position, position);
  });
}
