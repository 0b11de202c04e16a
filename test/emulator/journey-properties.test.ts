import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JourneyRequest } from '../../emulator/journey-request.ts';
import { SsoSession } from '../../emulator/sso-session.ts';
import { startJourney } from '../../emulator/start-journey.ts';
import { openTenant } from '../../emulator/testing.ts';
import { VirtualClock } from '../../emulator/virtual-clock.ts';
import {
  answerOf,
  exchange,
  type JourneyParts,
  sendClaims,
  skipIf,
  startTest,
  tenantOf,
  testRequest,
} from '../support/emulated-tenant.ts';
import { always, named, profile } from '../support/profile-text.ts';
import {
  assertSound,
  runWild,
  type WildAction,
  type WildNames,
  wildAction,
} from '../support/wild-journey.ts';

const start = new Date('2026-01-02T03:04:05Z');
const password =
  '<ClaimType Id="password"><DisplayName>password</DisplayName><DataType>string</DataType><UserInputType>Password</UserInputType></ClaimType>';
const box = (id: string) =>
  `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>string</DataType><UserInputType>TextBox</UserInputType></ClaimType>`;

const contentDefinition =
  '<ContentDefinitions><ContentDefinition Id="api.any"><LoadUri>~/page</LoadUri><RecoveryUri>~/recover</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:unifiedssp:2.1.5</DataUri></ContentDefinition></ContentDefinitions>';
const differ =
  '<ClaimsTransformation Id="MustBeRight" TransformationMethod="AssertStringClaimsAreEqual"><InputClaims><InputClaim ClaimTypeReferenceId="password" TransformationClaimType="inputClaim1" /><InputClaim ClaimTypeReferenceId="inner" TransformationClaimType="inputClaim2" /></InputClaims><InputParameters><InputParameter Id="stringComparison" DataType="string" Value="ordinal" /></InputParameters></ClaimsTransformation>';

/** A combined page and a sign-up page, whose validations make a claim that is nobody else's. */
const parts: JourneyParts = {
  claims: {
    name: box('name'),
    email: box('email'),
    password,
    inner: 'string',
    objectId: 'string',
    mark: 'string',
  },
  transformations: differ,
  buildingBlocks: contentDefinition,
  technicalProfiles:
    profile({
      id: 'Check',
      outputClaims: [always('inner', 'right'), always('objectId', 'o-1')],
      outputClaimsTransformations: ['MustBeRight'],
    }) +
    profile({
      ...{ id: 'SignIn', handler: 'selfAsserted', session: 'SM', validations: ['Check'] },
      metadata: { SignUpTarget: 'SignUp' },
      outputClaims: ['name', 'password', 'objectId'],
    }) +
    profile({
      ...{ id: 'SignUpPage', handler: 'selfAsserted', validations: ['Check'] },
      outputClaims: [named('email', 'Verified.Email'), 'password', 'objectId'],
    }) +
    profile({ id: 'SM', handler: 'defaultSession', persistedClaims: ['objectId'] }) +
    profile({ id: 'Last', outputClaims: [always('mark', 'done')] }),
  steps:
    '<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.any"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="Local" /></ClaimsProviderSelections><ClaimsExchanges><ClaimsExchange Id="Local" TechnicalProfileReferenceId="SignIn" /></ClaimsExchanges></OrchestrationStep>' +
    exchange(2, 'SignUpPage', skipIf('ClaimsExist', true, 'objectId')).replace(
      'SignUpPageExchange',
      'SignUp',
    ) +
    '<OrchestrationStep Order="3" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Sub" /></JourneyList></OrchestrationStep>' +
    sendClaims(4),
  subJourneys: `<SubJourney Id="Sub" Type="Call"><OrchestrationSteps>${exchange(1, 'Last')}</OrchestrationSteps></SubJourney>`,
};

const names: WildNames = {
  fields: {
    name: ['ada', 'grace'],
    email: ['ada@example.org', 'grace@example.org'],
    password: ['right', 'right', 'wrong'],
  },
  exchanges: ['SignUp', 'Local'],
  mailClaims: ['email'],
};

test('whatever users do, a journey neither crashes, nor lets claims of validation out, nor answers without SendClaims', async (t) => {
  const clock = new VirtualClock(start);
  const tenant = await tenantOf(t, parts, { now: clock.now });
  let answers = 0;
  const property = fc.asyncProperty(
    fc.array(wildAction(names), { maxLength: 25 }),
    async (actions) => {
      const session = new SsoSession();
      for (const _ of ['first', 'second']) {
        const started = await startTest(tenant, {}, session);
        const check = (stop: Parameters<typeof assertSound>[1]) =>
          assertSound(started, stop, ['inner', 'password']);
        const stop = await runWild(started, actions, { clock, check });
        if (stop.kind !== 'response') continue;
        answers += 1;
        const { objectId, mark } = answerOf({ stop }) as Record<string, unknown>;
        assert.deepEqual({ objectId, mark }, { objectId: 'o-1', mark: 'done' });
      }
    },
  );
  const signIn = wildSubmit({ name: 'ada', password: 'right' });
  await fc.assert(property, { numRuns: 300, examples: [[[signIn, confirm]]] });
  assert.ok(answers > 0, 'no journey went through');
});

const request: JourneyRequest = {
  ...testRequest,
  endpoint: 'authorize',
  redirectUri: 'https://localhost/signed-in',
  responseMode: 'query',
  responseTypes: new Set(['id_token']),
  nonce: 'n-1',
};

const confirm: WildAction = { kind: 'event', event: { kind: 'confirm' } };

function wildSubmit(claims: Readonly<Record<string, string>>): WildAction {
  return { kind: 'event', event: { kind: 'submit', claims } };
}

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const right = 'Correct-horse-7';
const starterNames: WildNames = {
  fields: {
    signInName: ['ada@example.org', 'grace@example.org'],
    email: ['ada@example.org', 'grace@example.org'],
    password: [right, right, 'wrong'],
    newPassword: [right, right, right, 'short'],
    reenterPassword: [right, right, right, 'other'],
    displayName: ['Ada'],
    givenName: ['Ada'],
    surname: ['Lovelace'],
  },
  exchanges: ['SignUpWithLogonEmailExchange'],
  mailClaims: ['email'],
};

/** Of validation technical profiles and pages alone: no page lists them in its OutputClaims, or they are passwords. */
const ofValidation = [
  ...['password', 'newPassword', 'reenterPassword', 'grant_type', 'scope', 'nca'],
  ...['client_id', 'resource_id', 'userPrincipalName', 'tenantId'],
];

test('LocalAccounts of the starter pack keeps the same promises', async () => {
  const clock = new VirtualClock(start);
  const tenant = await openTenant({ policies: [starterPack], now: clock.now });
  const loaded = tenant.policies.find('B2C_1A_signup_signin');
  assert.ok(loaded);
  const verified: readonly WildAction[] = [
    { kind: 'event', event: { kind: 'signUp' } },
    {
      kind: 'event',
      event: { kind: 'sendEmailCode', claimTypeReferenceId: 'email', value: 'ada@example.org' },
    },
    { kind: 'readMail', claimTypeReferenceId: 'email', value: 'ada@example.org' },
  ];
  const filled = Object.entries(starterNames.fields).map(([id, [value = '']]) => [id, value]);
  const submitted = wildSubmit(Object.fromEntries(filled));
  let answers = 0;
  const property = fc.asyncProperty(
    fc.constantFrom([], verified, [...verified, submitted], [submitted]),
    fc.array(wildAction(starterNames), { maxLength: 20 }),
    async (before, actions) => {
      const session = new SsoSession();
      const started = await startJourney({ tenant, loaded, session, request });
      const check = (stop: Parameters<typeof assertSound>[1]) =>
        assertSound(started, stop, ofValidation);
      const stop = await runWild(started, [...before, ...actions], { clock, check });
      if (stop.kind === 'response') answers += 1;
    },
  );
  const examples: [WildAction[], WildAction[]][] = [[[...verified, submitted], [confirm]]];
  await fc.assert(property, { numRuns: 100, examples });
  assert.ok(answers > 0, 'no journey went through');
});
