import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { EngineSettings } from '../../emulator/engine-settings.ts';
import type { JourneyRequest } from '../../emulator/journey-request.ts';
import { SsoSession } from '../../emulator/sso-session.ts';
import { startJourney } from '../../emulator/start-journey.ts';
import type { Tenant } from '../../emulator/tenant.ts';
import { VirtualClock } from '../../emulator/virtual-clock.ts';
import {
  answerOf,
  exchange,
  type JourneyParts,
  sendClaims,
  startTest,
  tenantOf,
  testRequest,
} from '../support/emulated-tenant.ts';
import { always, type ProfileParts, profile } from '../support/profile-text.ts';

const claims = { user: 'string', correlation: 'string', fromSession: 'boolean', mark: 'string' };

/** Each run gives another value: what came from the session is the one of the first journey. */
const signIn = (parts: Partial<ProfileParts> = {}) =>
  profile({
    id: 'SignIn',
    metadata: { IncludeClaimResolvingInClaimsHandling: 'true' },
    session: 'SM',
    outputClaims: [always('user', 'ada'), always('correlation', '{Context:CorrelationId}')],
    ...parts,
  });

const signInWithoutSession = signIn().replace(/<UseTechnicalProfileFor[^>]*>/, '');

const sessionProfile = (parts: Partial<ProfileParts> = {}) =>
  profile({
    id: 'SM',
    handler: 'defaultSession',
    persistedClaims: ['user', 'correlation'],
    outputClaims: [{ ClaimTypeReferenceId: 'fromSession', DefaultValue: 'true' }],
    ...parts,
  });

const singleSignOn = (attributes: string, more = '') =>
  `<UserJourneyBehaviors><SingleSignOn ${attributes} />${more}</UserJourneyBehaviors>`;

const steps = exchange(1, 'SignIn') + sendClaims(2);

interface Case {
  readonly name: string;
  readonly parts?: Partial<JourneyParts>;
  readonly engine?: Partial<EngineSettings>;
  /** Between the two journeys. */
  readonly minutes?: number;
  readonly keepMeSignedIn?: boolean;
  readonly request?: Partial<JourneyRequest>;
  /** What the second journey has of the first one's claims. */
  readonly isRestored: boolean;
}

const withSession = (session: string, signInProfile = signIn()) => ({
  technicalProfiles: signInProfile + session,
});
const hour = 60;
const day = 24 * hour;

const cases: readonly Case[] = [
  { name: 'DefaultSSO gives its claims back', isRestored: true },
  {
    name: 'Noop gives nothing back',
    parts: withSession(profile({ id: 'SM', handler: 'noopSession' })),
    isRestored: false,
  },
  {
    name: 'ExternalLogin gives its claims back',
    parts: withSession(sessionProfile({ handler: 'externalLoginSession' })),
    isRestored: true,
  },
  {
    name: 'OAuth gives nothing back',
    parts: withSession(profile({ id: 'SM', handler: 'oauthSession' })),
    isRestored: false,
  },
  {
    name: 'an explicit session profile wins over IncludeInSso="false"',
    parts: withSession(sessionProfile(), signIn({ includeInSso: false })),
    isRestored: true,
  },
  {
    name: 'the scope Tenant is shared by applications',
    parts: { behaviors: singleSignOn('Scope="Tenant"') },
    request: { clientId: 'other' },
    isRestored: true,
  },
  {
    name: 'the scope TrustFramework is shared by applications',
    parts: { behaviors: singleSignOn('Scope="TrustFramework"') },
    request: { clientId: 'other' },
    isRestored: true,
  },
  {
    name: 'the scope Application lets the same application in',
    parts: { behaviors: singleSignOn('Scope="Application"') },
    isRestored: true,
  },
  {
    name: 'the scope Application keeps another application out',
    parts: { behaviors: singleSignOn('Scope="Application"') },
    request: { clientId: 'other' },
    isRestored: false,
  },
  {
    name: 'the scope Policy lets the same policy in, whatever the application',
    parts: { behaviors: singleSignOn('Scope="Policy"') },
    request: { clientId: 'other' },
    isRestored: true,
  },
  {
    name: 'the scope Suppressed keeps nothing',
    parts: { behaviors: singleSignOn('Scope="Suppressed"') },
    isRestored: false,
  },
  { name: 'a session lives for a day', minutes: day - 1, isRestored: true },
  { name: 'a session does not live for longer than a day', minutes: day, isRestored: false },
  {
    name: 'SessionExpiryInSeconds ends it sooner',
    parts: {
      behaviors: singleSignOn(
        'Scope="Tenant"',
        '<SessionExpiryType>Rolling</SessionExpiryType><SessionExpiryInSeconds>900</SessionExpiryInSeconds>',
      ),
    },
    minutes: 15,
    isRestored: false,
  },
  {
    name: 'KeepAliveInDays is nothing to who did not ask for it',
    parts: { behaviors: singleSignOn('Scope="Tenant" KeepAliveInDays="30"') },
    minutes: 2 * day,
    isRestored: false,
  },
  {
    name: 'who asked to stay signed in is for KeepAliveInDays',
    parts: { behaviors: singleSignOn('Scope="Tenant" KeepAliveInDays="30"') },
    keepMeSignedIn: true,
    minutes: 29 * day,
    isRestored: true,
  },
  {
    name: 'KeepAliveInDays ends too',
    parts: { behaviors: singleSignOn('Scope="Tenant" KeepAliveInDays="30"') },
    keepMeSignedIn: true,
    minutes: 30 * day,
    isRestored: false,
  },
  {
    name: 'prompt=login asks again',
    request: { prompt: 'login' },
    isRestored: false,
  },
  {
    name: 'a max_age that is over asks again',
    request: { parameters: new Map([['max_age', '60']]) },
    minutes: 2,
    isRestored: false,
  },
  {
    name: 'a max_age that is not over does not',
    request: { parameters: new Map([['max_age', '180']]) },
    minutes: 2,
    isRestored: true,
  },
  {
    name: 'without a session profile nothing is skipped',
    parts: { technicalProfiles: signInWithoutSession },
    isRestored: false,
  },
  {
    name: 'the setting sessionEntry may be the session profile and the technical profile',
    engine: { sessionEntry: 'sessionProfileAndProfile' },
    isRestored: true,
  },
];

const base: JourneyParts = { claims, steps, technicalProfiles: signIn() + sessionProfile() };

async function twoJourneys(t: TestContext, { parts, engine, minutes = 0, ...more }: Case) {
  const clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  const options = { now: clock.now, ...(engine ? { engine } : {}) };
  const tenant = await tenantOf(t, { ...base, ...parts }, options);
  const session = new SsoSession();
  const first = await startKeeping(tenant, session, more.keepMeSignedIn);
  clock.advance(minutes * 60_000);
  const second = await startTest(tenant, more.request, session);
  return { first, second, tenant, session, clock };
}

/** As if a page with "keep me signed in" had come before. */
async function startKeeping(tenant: Tenant, session: SsoSession, keepMeSignedIn = false) {
  session.keepMeSignedIn = keepMeSignedIn;
  return startTest(tenant, {}, session);
}

for (const each of cases) {
  test(`sessions: ${each.name}`, async (t) => {
    const { first, second } = await twoJourneys(t, each);
    const own = { user: 'ada', correlation: second.transaction.correlationId };
    const restored = { user: 'ada', correlation: first.transaction.correlationId };
    // The defaults of the session profile are only there after a restore.
    assert.deepEqual(answerOf(second), each.isRestored ? { ...restored, fromSession: true } : own);
    assert.equal(
      second.transaction.trace.events().some(({ phase }) => phase === 'SessionRestore'),
      each.isRestored,
    );
  });
}

const expiry = (type: string) =>
  singleSignOn(
    'Scope="Tenant"',
    `<SessionExpiryType>${type}</SessionExpiryType><SessionExpiryInSeconds>3600</SessionExpiryInSeconds>`,
  );

for (const { type, third } of [
  { type: 'Rolling', third: 'restored' },
  { type: 'Absolute', third: 'asked' },
]) {
  test(`sessions: ${type} lets a third journey, 80 minutes after the first, be ${third}`, async (t) => {
    const parts = { behaviors: expiry(type) };
    const { first, tenant, session, clock } = await twoJourneys(t, {
      ...{ name: type, parts, isRestored: true },
      minutes: 40,
    });
    clock.advance(40 * 60_000);
    const { correlation } = answerOf(await startTest(tenant, {}, session)) as Record<
      string,
      string
    >;
    assert.equal(correlation === first.transaction.correlationId, third === 'restored');
  });
}

test('sessions: who stays signed in stays so through journeys without that question', async (t) => {
  const parts = { behaviors: singleSignOn('Scope="Tenant" KeepAliveInDays="10"') };
  const { first, tenant, session, clock } = await twoJourneys(t, {
    ...{ name: 'kmsi', parts, isRestored: true, keepMeSignedIn: true },
    minutes: 9 * day,
  });
  clock.advance(9 * day * 60_000);
  const { correlation } = answerOf(await startTest(tenant, {}, session)) as Record<string, string>;
  assert.equal(correlation, first.transaction.correlationId);
});

test('sessions: another policy does not see the scope Policy', async (t) => {
  const behaviors = singleSignOn('Scope="Policy"');
  const tenant = await tenantOf(t, { ...base, behaviors });
  const [loaded] = tenant.policies.policies();
  assert.ok(loaded);
  const session = new SsoSession();
  const first = await startTest(tenant, {}, session);
  const policy = { ...loaded.policy, policyId: 'B2C_1A_Other' };
  const start = { tenant, session, request: testRequest, loaded: { ...loaded, policy } };
  const other = await startJourney(start);
  const { correlation } = answerOf(other) as Record<string, string>;
  assert.notEqual(correlation, first.transaction.correlationId);
});

const twice = (id: string) => signIn({ id, outputClaims: [always('mark', id)] });
const ownJourney: readonly { readonly engine: Partial<EngineSettings>; readonly marks: string }[] =
  [
    { engine: {}, marks: 'Two' },
    { engine: { sessionOfOwnJourney: 'counts' }, marks: 'One' },
    {
      engine: { sessionOfOwnJourney: 'counts', sessionEntry: 'sessionProfileAndProfile' },
      marks: 'Two',
    },
  ];
for (const { engine, marks } of ownJourney) {
  test(`sessions: with the settings ${JSON.stringify(engine)} two technical profiles of one session profile leave "${marks}"`, async (t) => {
    const technicalProfiles =
      twice('One') + twice('Two') + sessionProfile({ persistedClaims: ['mark'] });
    const order = exchange(1, 'One') + exchange(2, 'Two') + sendClaims(3);
    const tenant = await tenantOf(t, { ...base, technicalProfiles, steps: order }, { engine });
    const { mark } = answerOf(await startTest(tenant)) as Record<string, string>;
    assert.equal(mark, marks);
  });
}

interface ImplicitCase {
  readonly name: string;
  readonly engine: Partial<EngineSettings>;
  readonly parts: Partial<ProfileParts>;
  readonly runs: boolean;
  readonly hints: number;
}

const implicit: readonly ImplicitCase[] = [
  { name: 'by our rule it runs, and the trace warns', engine: {}, parts: {}, runs: true, hints: 1 },
  {
    name: 'by the documentation it is skipped',
    engine: { implicitSso: 'docs' },
    parts: {},
    runs: false,
    hints: 0,
  },
  {
    name: 'with IncludeInSso="false" it runs either way',
    engine: { implicitSso: 'docs' },
    parts: { includeInSso: false },
    runs: true,
    hints: 0,
  },
];

for (const { name, engine, parts, runs, hints } of implicit) {
  test(`a technical profile without a session profile, for a signed-in user: ${name}`, async (t) => {
    const bare = profile({ id: 'Bare', outputClaims: [always('mark', 'ran')], ...parts });
    const technicalProfiles = signIn() + sessionProfile() + bare;
    const order = exchange(1, 'SignIn') + exchange(2, 'Bare') + sendClaims(3);
    const tenant = await tenantOf(t, { ...base, technicalProfiles, steps: order }, { engine });
    const session = new SsoSession();
    await startTest(tenant, {}, session);
    const { transaction, ...second } = await startTest(tenant, {}, session);
    const { mark } = answerOf(second) as Record<string, string>;
    assert.equal(mark === 'ran', runs);
    const found = transaction.trace.events().filter(({ kind }) => kind === 'hint');
    assert.equal(found.length, hints);
  });
}

test('sessions: a default of the session profile stands in for a claim, AlwaysUse wins over it', async (t) => {
  const outputClaims = [
    { ClaimTypeReferenceId: 'user', DefaultValue: 'nobody' },
    always('mark', 'session'),
  ];
  const session = sessionProfile({ persistedClaims: ['user', 'mark'], outputClaims });
  const { second } = await twoJourneys(t, {
    ...{ name: 'defaults', isRestored: true },
    parts: withSession(
      session,
      signIn({ outputClaims: [always('user', 'ada'), always('mark', 'first')] }),
    ),
  });
  assert.deepEqual(answerOf(second), { user: 'ada', mark: 'session' });
});

test('sessions: OAuth remembers the applications that got tokens, each once', async (t) => {
  const technicalProfiles = signIn() + profile({ id: 'SM', handler: 'oauthSession' });
  const tenant = await tenantOf(t, { ...base, technicalProfiles });
  const session = new SsoSession();
  for (const clientId of ['one', 'two', 'one']) await startTest(tenant, { clientId }, session);
  const policyId = 'B2C_1A_Test';
  const expected = [
    { clientId: 'one', policyId },
    { clientId: 'two', policyId },
  ];
  assert.deepEqual(session.applications(), expected);
  session.clear();
  assert.deepEqual(session.applications(), []);
});

test('prompt=none ends with an error where a page is due, and answers where the session stands for it', async (t) => {
  const page = profile({
    id: 'SignIn',
    handler: 'selfAsserted',
    session: 'SM',
    outputClaims: ['user'],
  });
  const tenant = await tenantOf(t, { ...base, technicalProfiles: page + sessionProfile() });
  const session = new SsoSession();
  const silent = { prompt: 'none' };
  const error = 'AADB2C90077: The user is not signed in, and the request asks for no page.';
  assert.equal(answerOf(await startTest(tenant, silent, session)), error);
  const started = await startTest(tenant, {}, session);
  assert.equal(started.stop.kind, 'page');
  if (started.stop.kind !== 'page') return;
  const accepted = await started.stop.resume({ kind: 'submit', claims: { user: 'ada' } });
  if (accepted.kind === 'page') await accepted.resume({ kind: 'confirm' });
  assert.deepEqual(answerOf(await startTest(tenant, silent, session)), {
    user: 'ada',
    fromSession: true,
  });
});

const pages = [
  { name: 'does not stand for the next profile', engine: {}, mark: 'second' },
  {
    name: 'stands for it where it counts',
    engine: { sessionOfOwnJourney: 'counts' },
    mark: 'first',
  },
] as const;

for (const { name, engine, mark } of pages) {
  test(`what a journey has saved itself ${name}`, async (t) => {
    const marking = (id: string, value: string) =>
      profile({ id, session: 'SM', outputClaims: [always('mark', value)] });
    const parts = {
      claims,
      technicalProfiles: marking('One', 'first') + marking('Two', 'second') + sessionProfile(),
      steps: exchange(1, 'One') + exchange(2, 'Two') + sendClaims(3),
      answer: ['mark'],
    };
    const tenant = await tenantOf(t, parts, { engine });
    assert.deepEqual(answerOf(await startTest(tenant)), { mark });
  });
}

test('a session technical profile that keeps no session ends the journey', async (t) => {
  const technicalProfiles = signIn() + profile({ id: 'SM', outputClaims: ['user'] });
  const tenant = await tenantOf(t, { claims, technicalProfiles, steps });
  assert.equal(
    answerOf(await startTest(tenant)),
    'no code: "SM" keeps no session, and "SignIn" names it to.',
  );
});
