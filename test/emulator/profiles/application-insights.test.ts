import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  answerOf,
  exchange,
  sendClaims,
  startTest,
  tenantOf,
} from '../../support/emulated-tenant.ts';
import {
  always,
  type ClaimText,
  named,
  type ProfileParts,
  profile,
} from '../../support/profile-text.ts';

const claims = { eventType: 'string', name: 'string', isNew: 'boolean', password: 'string' };
const now = () => new Date('2026-01-02T03:04:05Z');
const set = profile({
  id: 'Set',
  outputClaims: [always('name', 'Ada'), always('isNew', 'true'), always('password', 'hunter2')],
});
const eventName: ClaimText = {
  ClaimTypeReferenceId: 'eventType',
  PartnerClaimType: 'eventName',
  DefaultValue: 'SignedUp',
};

async function report(t: TestContext, parts: Partial<ProfileParts>) {
  const insights = profile({ id: 'Log', handler: 'applicationInsights', ...parts });
  const tenant = await tenantOf(
    t,
    {
      claims,
      technicalProfiles: set + insights,
      steps: exchange(1, 'Set') + exchange(2, 'Log') + sendClaims(3),
    },
    { now },
  );
  const { transaction, stop } = await startTest(tenant, {
    parameters: new Map([['campaign', 'spring']]),
  });
  const events = tenant.events.events().map(({ name, properties, technicalProfileId, at }) => {
    return { name, properties, technicalProfileId, at };
  });
  return { events, transaction, answer: answerOf({ stop }) };
}

interface Case {
  readonly name: string;
  readonly parts: Partial<ProfileParts>;
  readonly properties: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    name: 'has claims of the form {property:Name} as properties, as text',
    parts: {
      inputClaims: [eventName, named('name', '{property:User}'), named('isNew', '{Property:New}')],
    },
    properties: { User: 'Ada', New: 'True' },
  },
  {
    name: 'leaves out claims without a value, and those of another form',
    parts: {
      inputClaims: [eventName, named('eventType', '{property:Empty}'), named('name', 'User')],
    },
    properties: {},
  },
  {
    name: 'resolves claim resolvers without being told to',
    parts: {
      inputClaims: [
        eventName,
        {
          ClaimTypeReferenceId: 'eventType',
          PartnerClaimType: '{property:From}',
          DefaultValue: '{OAUTH-KV:campaign}',
        },
      ],
    },
    properties: { From: 'spring' },
  },
  {
    name: 'masks secrets',
    parts: { inputClaims: [eventName, named('password', '{property:Word}')] },
    properties: { Word: '***' },
  },
];

for (const { name, parts, properties } of cases) {
  test(`an event ${name}`, async (t) => {
    const { events, transaction } = await report(t, parts);
    const expected = { name: 'SignedUp', properties, technicalProfileId: 'Log', at: now() };
    assert.deepEqual(events, [expected]);
    const traced = transaction.trace.events().find(({ text }) => text.includes('SignedUp'));
    assert.deepEqual(traced?.details, { event: 'SignedUp', properties: Object.keys(properties) });
  });
}

test('DisableTelemetry logs nothing', async (t) => {
  const parts = { inputClaims: [eventName], metadata: { DisableTelemetry: 'true' } };
  assert.deepEqual((await report(t, parts)).events, []);
});

test('an event without a name ends the journey', async (t) => {
  const { answer, events } = await report(t, { inputClaims: [named('name', '{property:User}')] });
  assert.match(String(answer), /"Log" has no input claim with the PartnerClaimType "eventName"/);
  assert.deepEqual(events, []);
});
