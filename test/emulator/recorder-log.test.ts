import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { writeRecorderLog } from '../../emulator/recorder-clips.ts';
import { readRecorderLog } from '../../emulator/recorder-log.ts';
import { exchange, sendClaims, skipIf, startTest, tenantOf } from '../support/emulated-tenant.ts';
import { always, profile } from '../support/profile-text.ts';

/** As the recorder writes an item of the statebag. */
const item = (k: string, v: string) => ({ c: '2026-01-02T03:04:05Z', k, v, p: true });

const headers = (EventInstance: string, CorrelationId = 'c-1') => ({
  Kind: 'Headers',
  Content: {
    UserJourneyRecorderEndpoint: 'urn:journeyrecorder:applicationinsights',
    ...{
      CorrelationId,
      EventInstance,
      TenantId: 'club.onmicrosoft.com',
      PolicyId: 'B2C_1A_SignIn',
    },
  },
});
const action = (name: string) => ({
  Kind: 'Action',
  Content: `Web.TPEngine.StateMachineHandlers.${name}Handler`,
});
const predicate = (name: string) => ({ ...action(name), Kind: 'Predicate' });
const result = (Content: object) => ({
  Kind: 'HandlerResult',
  Content: { Result: true, ...Content },
});
const record = (...Values: { Key: string; Value: unknown }[]) => ({ RecorderRecord: { Values } });

const authorize = [
  headers('Event:AUTH'),
  { Kind: 'Transition', Content: { EventName: 'AUTH', StateName: 'Initial' } },
  predicate('ShouldOrchestrationStepBeInvoked'),
  result({
    PredicateResult: 'True',
    Statebag: { ORCH_CS: item('ORCH_CS', '1'), MACHSTATE: item('MACHSTATE', 'PreStep') },
  }),
  action('HomeRealmDiscovery'),
  result(record({ Key: 'HomeRealmDiscovery', Value: { CurrentStep: 1 } })),
];

const submitted = [
  headers('Event:SELFASSERTED'),
  action('SelfAssertedMessageValidation'),
  result({
    ...record({
      Key: 'Validation',
      Value: {
        Values: [
          { Key: 'SubmittedBy', Value: 'page' },
          {
            Key: 'ValidationTechnicalProfile',
            Value: { Values: [{ Key: 'TechnicalProfileId', Value: 'Check' }] },
          },
        ],
      },
    }),
    Statebag: { ORCH_CS: item('ORCH_CS', '1'), CTP: item('CTP', 'SignIn:1') },
    Exception: { Message: 'It failed.', Exception: { Message: 'The number is unknown.' } },
  }),
  action('OutputClaimsTransformation'),
  result({
    ...record({
      Key: 'OutputClaimsTransformation',
      Value: {
        Values: [
          {
            Key: 'ClaimsTransformation',
            Value: {
              Values: [
                { Key: 'Id', Value: 'MakeName' },
                { Key: 'InputClaim', Value: { PolicyClaimType: 'givenName', Value: 'Ada' } },
                { Key: 'Result', Value: { PolicyClaimType: 'name', Value: 'Ada L' } },
              ],
            },
          },
        ],
      },
    }),
    Statebag: {
      ORCH_CS: item('ORCH_CS', '2'),
      'Complex-CLMS': { name: 'Ada L', newPassword: 'hunter22', age: 36 },
    },
  }),
  action('SendRelyingPartyResponse'),
  result({
    ...record({ Key: 'JourneyCompleted', Value: { CurrentStep: 3 } }),
    Statebag: { 'Complex-CLMS': item('Complex-CLMS', '{"name":"Ada L","age":37}') },
  }),
];

const told = [
  'journey B2C_1A_SignIn: Event:AUTH of B2C_1A_SignIn.',
  'hint B2C_1A_SignIn 1: ShouldOrchestrationStepBeInvoked: True.',
  'step B2C_1A_SignIn 1: HomeRealmDiscovery.',
  'journey B2C_1A_SignIn 1: Event:SELFASSERTED of B2C_1A_SignIn.',
  'submission B2C_1A_SignIn 1: Validation: Check.',
  'fault B2C_1A_SignIn 1: It failed. The number is unknown.',
  'transformation B2C_1A_SignIn 2: MakeName',
  'phase B2C_1A_SignIn 2: OutputClaimsTransformation set claims.',
  'response B2C_1A_SignIn 3: JourneyCompleted.',
  'phase B2C_1A_SignIn 3: SendRelyingPartyResponse set claims.',
];

const pretty = (clips: unknown) => JSON.stringify(clips, undefined, 2).replaceAll('\n', '\r\n');
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const header = '"timestamp [UTC]",message,cloud_RoleInstance,customDimensions';
const row = (time: string, message: string, role = 'r-1') =>
  `${time},${cell(message)},${role},"{""Tenant"":""x""}"`;

const halves = (text: string) =>
  [text.slice(0, 400), text.slice(400, 900), text.slice(900)] as const;
const [begin, middle, end] = halves(pretty(submitted));

const logs = [
  { name: 'a pasted array of clips', text: pretty([...authorize, ...submitted]) },
  {
    name: 'the CSV of a query, rows in any order',
    text: [
      header,
      row('2026-01-02T03:04:06Z', pretty(submitted)),
      row('2026-01-02T03:04:05Z', pretty(authorize)),
    ].join('\r\n'),
  },
  {
    name: 'the CSV of a query with a message split over rows',
    text: [
      header,
      row('2026-01-02T03:04:05Z', pretty(authorize)),
      row('2026-01-02T03:04:06Z', middle),
      row('2026-01-02T03:04:06Z', begin),
      row('2026-01-02T03:04:06Z', end),
    ].join('\n'),
  },
];

for (const { name, text } of logs) {
  test(`a log of the journey recorder is read: ${name}`, () => {
    const { journeys, faults } = readRecorderLog(text);
    assert.deepEqual(faults, []);
    const [journey] = journeys;
    assert.equal(journeys.length, 1);
    assert.equal(journey?.correlationId, 'c-1');
    assert.deepEqual(
      journey.events.map(({ kind, step, text: sentence }) => `${kind} ${step}: ${sentence}`),
      told,
    );
  });
}

test('claims of a log are changes; a secret is masked, wherever it stands', () => {
  const { journeys } = readRecorderLog(pretty([...authorize, ...submitted]));
  const events = journeys[0]?.events ?? [];
  const changes = events.flatMap((event) => event.changes);
  assert.deepEqual(changes, [
    { claimTypeReferenceId: 'name', after: 'Ada L' },
    { claimTypeReferenceId: 'name', after: 'Ada L' },
    { claimTypeReferenceId: 'newPassword', after: '***' },
    { claimTypeReferenceId: 'age', after: 36 },
    { claimTypeReferenceId: 'age', before: 36, after: 37 },
  ]);
  assert.ok(!JSON.stringify(events).includes('hunter22'));
  const profiles = events.map(({ technicalProfileId }) => technicalProfileId).filter(Boolean);
  assert.deepEqual([...new Set(profiles)], ['Check']);
});

test('a query of several journeys is told apart by the correlation id', () => {
  const other = [
    headers('Event:API', 'c-2'),
    action('NoOp'),
    result(record({ Key: 'GettingClaims', Value: {} })),
  ];
  const text = [
    header,
    row('2026-01-02T03:04:05Z', pretty(authorize)),
    row('2026-01-02T03:04:05Z', pretty(other)),
  ].join('\n');
  const { journeys } = readRecorderLog(text);
  assert.deepEqual(
    journeys.map(({ correlationId, events }) => [correlationId, events.length]),
    [
      ['c-1', 3],
      ['c-2', 2],
    ],
  );
});

const unreadable = [
  { name: 'nothing', text: '', fault: /no JSON array of clips, and no CSV/ },
  { name: 'an array of something else', text: '[1]', fault: /no clip "Headers"/ },
  {
    name: 'a broken array',
    text: '[{"Kind":',
    fault: /begins as a JSON array of clips and is none/,
  },
  {
    name: 'another CSV',
    text: 'a,b\n1,2',
    fault: /no CSV with the columns "timestamp" and "message"/,
  },
  {
    name: 'half a message',
    text: [header, row('2026-01-02T03:04:06Z', begin)].join('\n'),
    fault: /^The message of row 2 is not whole\.$/,
  },
];

for (const { name, text, fault } of unreadable) {
  test(`a log that cannot be read says so: ${name}`, () => {
    const { journeys, faults } = readRecorderLog(text);
    assert.deepEqual(journeys, []);
    assert.match(faults.join(), fault);
  });
}

async function tracedJourney(t: TestContext) {
  const tenant = await tenantOf(t, {
    claims: { name: 'string', password: 'string' },
    technicalProfiles:
      profile({
        id: 'One',
        outputClaims: [always('name', 'Ada'), always('password', 'hunter22')],
      }) + profile({ id: 'Two', outputClaims: [always('name', 'Grace')] }),
    steps:
      exchange(1, 'One') + exchange(2, 'Two', skipIf('ClaimsExist', true, 'name')) + sendClaims(3),
    answer: ['name'],
  });
  return (await startTest(tenant)).transaction;
}

test('our own trace as clips is read again: same steps, technical profiles and claims', async (t) => {
  const { trace, correlationId } = await tracedJourney(t);
  const policyId = 'B2C_1A_Test';
  const text = writeRecorderLog(trace, {
    correlationId,
    policyId,
    tenantName: 'club.onmicrosoft.com',
  });
  assert.match(text, /"CurrentStep": 1\r\n/);
  assert.ok(!text.includes('hunter22'));
  const { journeys, faults } = readRecorderLog(text);
  assert.deepEqual(faults, []);
  const [journey] = journeys;
  assert.equal(journey?.correlationId, correlationId);
  const kinds = journey.events.map(({ kind, step }) => `${kind} ${step}`);
  assert.deepEqual(kinds, [
    'journey B2C_1A_Test',
    ...['phase B2C_1A_Test 1', 'phase B2C_1A_Test 1', 'phase B2C_1A_Test 1'],
    'skipped B2C_1A_Test 2',
    ...['phase B2C_1A_Test 3', 'phase B2C_1A_Test 3', 'response B2C_1A_Test 3'],
  ]);
  const changes = journey.events.flatMap((event) => event.changes);
  assert.deepEqual(changes, [
    { claimTypeReferenceId: 'name', after: 'Ada' },
    { claimTypeReferenceId: 'password', after: '***' },
  ]);
});

test('clips have the kinds that viewers know', async (t) => {
  const { trace, correlationId } = await tracedJourney(t);
  const named = { correlationId, policyId: 'B2C_1A_Test', tenantName: 'club.onmicrosoft.com' };
  const clips = JSON.parse(writeRecorderLog(trace, named)) as { Kind: string }[];
  assert.deepEqual(
    [...new Set(clips.map(({ Kind }) => Kind))],
    ['Headers', 'Transition', 'Predicate', 'HandlerResult', 'Action'],
  );
  assert.equal(clips[0]?.Kind, 'Headers');
});
