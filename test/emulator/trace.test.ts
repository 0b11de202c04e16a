import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimsBag } from '../../emulator/claims-bag.ts';
import { HeadlessJourney } from '../../emulator/headless-journey.ts';
import { seededBytes } from '../../emulator/seeded-bytes.ts';
import { Trace } from '../../emulator/trace.ts';
import { traceSnapshot } from '../../emulator/trace-snapshot.ts';
import { exchange, sendClaims, skipIf, startTest, tenantOf } from '../support/emulated-tenant.ts';
import { always, named, profile } from '../support/profile-text.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const box = (id: string, inputType: string) =>
  `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>string</DataType><UserInputType>${inputType}</UserInputType></ClaimType>`;
const greet =
  '<ClaimsTransformation Id="Greet" TransformationMethod="FormatStringClaim"><InputClaims><InputClaim ClaimTypeReferenceId="name" TransformationClaimType="inputClaim" /></InputClaims><InputParameters><InputParameter Id="stringFormat" DataType="string" Value="Hello {0}" /></InputParameters><OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="outputClaim" /></OutputClaims></ClaimsTransformation>';

test('the trace of a journey: refused and accepted submission, REST, transformation, preconditions, session', async (t) => {
  const api = await startApi(t, (response, count) => {
    const refusal = {
      version: '1.0.0',
      status: 409,
      userMessage: 'hunter22 is no password for Ada.',
    };
    const answer = count === 1 ? answerWith(409, refusal) : answerWith(200, { level: 'gold' });
    answer(response);
  });
  const technicalProfiles = [
    profile({
      ...{
        id: 'Rest',
        handler: 'restful',
        inputClaims: ['name', 'password'],
        outputClaims: [named('tier', 'level')],
      },
      metadata: { ServiceUrl: `${api.url}/check?code=key`, AuthenticationType: 'None' },
    }),
    profile({
      ...{ id: 'Page', handler: 'selfAsserted', session: 'SM' },
      outputClaims: ['name', 'password', 'tier'],
      outputClaimsTransformations: ['Greet'],
      validations: [
        `<ValidationTechnicalProfile ReferenceId="Rest"><Preconditions>${skipIf('ClaimsExist', true, 'tier').replace('SkipThisOrchestrationStep', 'SkipThisValidationTechnicalProfile')}</Preconditions></ValidationTechnicalProfile>`,
      ],
    }),
    profile({ id: 'SM', handler: 'defaultSession', persistedClaims: ['name'] }),
    profile({ id: 'Gold', outputClaims: [always('mark', 'gold')] }),
    profile({ id: 'Bare', outputClaims: [always('mark', 'bare')] }),
  ];
  const tenant = await tenantOf(
    t,
    {
      claims: {
        ...{ name: box('name', 'TextBox'), password: box('password', 'Password') },
        ...{ tier: 'string', greeting: 'string', mark: 'string' },
      },
      transformations: greet,
      technicalProfiles: technicalProfiles.join(''),
      steps:
        exchange(1, 'Page') +
        exchange(2, 'Gold', skipIf('ClaimEquals', false, 'tier', 'gold')) +
        exchange(3, 'Bare', skipIf('ClaimsExist', true, 'mark')) +
        sendClaims(4),
      answer: ['name', 'tier', 'greeting', 'mark'],
    },
    { now: () => new Date('2026-01-02T03:04:05Z'), randomBytes: seededBytes('trace') },
  );
  const journey = new HeadlessJourney(await startTest(tenant));
  await journey.submit({ name: 'Ada', password: 'hunter22' });
  assert.equal(journey.page.error?.message, 'hunter22 is no password for Ada.');
  await journey.submit({ name: 'Ada', password: 'Hunter-23' });
  const text = traceSnapshot(journey.trace);
  assert.ok(!/hunter/i.test(text), 'a password is in the trace');
  t.assert.fileSnapshot(text, 'test/golden/emulator/trace.json', { serializers: [String] });
});

test('claims after an event leave out those of a scope, and follow a journey that goes back', () => {
  const trace = new Trace(
    () => new Date(0),
    () => false,
  );
  const change = (id: string, after: string): ReturnType<ClaimsBag['takeChanges']> => [
    { claimTypeReferenceId: id, after },
  ];
  const event = { kind: 'phase', step: 'J 1', text: 'Set.' } as const;
  trace.add({ ...event, changes: change('a', '1') });
  trace.add({ ...event, changes: change('b', '2'), isScoped: true });
  trace.add({ ...event, changes: change('c', '3') });
  trace.add({ ...event, backTo: 1 });
  trace.add({ ...event, changes: change('a', '4') });
  const claimsAfter = [1, 2, 3, 4, 5].map((number) =>
    Object.fromEntries(trace.claimsAfter(number)),
  );
  assert.deepEqual(claimsAfter, [
    { a: '1' },
    { a: '1' },
    { a: '1', c: '3' },
    { a: '1' },
    { a: '4' },
  ]);
});

test('claims after a journey that went back many times are found without going each way anew', () => {
  const trace = new Trace(
    () => new Date(0),
    () => false,
  );
  trace.add({ kind: 'journey', step: 'J 1', text: 'Begins.' });
  for (let times = 1; times <= 64; times += 1) {
    const changes = [{ claimTypeReferenceId: 'times', after: String(times) }];
    trace.add({ kind: 'journey', step: 'J 1', text: 'Runs again.', backTo: times, changes });
  }
  assert.deepEqual([...trace.claimsAfter(65)], [['times', '64']]); // or this takes for ever
});

test('a secret that was seen is masked in every later text and detail', () => {
  const trace = new Trace(
    () => new Date(0),
    (id) => id === 'password',
  );
  const changes = [{ claimTypeReferenceId: 'password', before: 'former-1', after: 'hunter22' }];
  trace.add({ kind: 'phase', step: 'J 1', text: 'Set.', changes });
  const details = { list: ['hunter22 again'], one: { two: 'hunter22' }, three: 3 };
  trace.add({ kind: 'fault', step: 'J 1', text: 'No hunter22 here.', details });
  const [first, second] = trace.events();
  assert.deepEqual(first?.changes, [
    { claimTypeReferenceId: 'password', before: '***', after: '***' },
  ]);
  assert.equal(second?.text, 'No *** here.');
  assert.deepEqual(second.details, { list: ['*** again'], one: { two: '***' }, three: 3 });
});
