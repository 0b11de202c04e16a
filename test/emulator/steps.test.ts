import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Stop } from '../../emulator/journey.ts';
import { goBack } from '../../emulator/journey.ts';
import { UnexpectedEvent } from '../../emulator/journey-faults.ts';
import type { JourneyRequest } from '../../emulator/journey-request.ts';
import type { LocalTenantOptions } from '../../emulator/local-tenant.ts';
import type { UserEvent } from '../../emulator/page.ts';
import type { StartedJourney } from '../../emulator/start-journey.ts';
import {
  answerOf,
  exchange,
  type JourneyParts,
  sendClaims,
  skipIf,
  startTest,
  tenantOf,
} from '../support/emulated-tenant.ts';
import { always, type ProfileParts, profile } from '../support/profile-text.ts';

const claims = { who: 'string', name: 'string', mark: 'string' };

/** Stand for identity providers: what is chosen is what runs. */
const provider = (id: string, parts: Partial<ProfileParts> = {}) =>
  profile({ id, outputClaims: [always('who', id)], ...parts });
const providers =
  provider('Blue', { domain: 'blue.example' }) + provider('Red', { domain: 'red.example' });

const form = profile({
  ...{ id: 'Form', handler: 'selfAsserted', outputClaims: ['name'] },
  metadata: { SignUpTarget: 'SignUp', 'setting.forgotPasswordLinkOverride': 'Forgot' },
});
const signUp = profile({ id: 'SignUpForm', handler: 'selfAsserted', outputClaims: ['mark'] });
const forgot = provider('ForgotMark');

const contentDefinition =
  '<ContentDefinitions><ContentDefinition Id="api.any"><LoadUri>~/page</LoadUri><RecoveryUri>~/recover</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:providerselection:1.2.5</DataUri></ContentDefinition></ContentDefinitions>';

interface Selection {
  readonly type?: string;
  readonly targets?: readonly string[];
  readonly attributes?: string;
  readonly page?: string;
}

function selection(
  order: number,
  {
    type = 'ClaimsProviderSelection',
    targets = ['Blue', 'Red'],
    attributes = '',
    page = ' ContentDefinitionReferenceId="api.any"',
  }: Selection = {},
) {
  const items = targets.map((id) => `<ClaimsProviderSelection TargetClaimsExchangeId="${id}" />`);
  return `<OrchestrationStep Order="${order}" Type="${type}"${page}><ClaimsProviderSelections${attributes}>${items.join('')}</ClaimsProviderSelections></OrchestrationStep>`;
}

function exchanges(order: number, ids: Readonly<Record<string, string>>, before = '') {
  const items = Object.entries(ids).map(
    ([id, profileId]) => `<ClaimsExchange Id="${id}" TechnicalProfileReferenceId="${profileId}" />`,
  );
  const preconditions = before && `<Preconditions>${before}</Preconditions>`;
  return `<OrchestrationStep Order="${order}" Type="ClaimsExchange">${preconditions}<ClaimsExchanges>${items.join('')}</ClaimsExchanges></OrchestrationStep>`;
}

const choose = (more: Selection = {}) =>
  selection(1, more) + exchanges(2, { Blue: 'Blue', Red: 'Red' }) + sendClaims(3);

const combined =
  '<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.any"><ClaimsProviderSelections><ClaimsProviderSelection TargetClaimsExchangeId="Blue" /><ClaimsProviderSelection TargetClaimsExchangeId="Forgot" /><ClaimsProviderSelection ValidationClaimsExchangeId="Local" /></ClaimsProviderSelections><ClaimsExchanges><ClaimsExchange Id="Local" TechnicalProfileReferenceId="Form" /></ClaimsExchanges></OrchestrationStep>' +
  exchanges(
    2,
    { Blue: 'Blue', SignUp: 'SignUpForm', Forgot: 'ForgotMark' },
    skipIf('ClaimsExist', true, 'name'),
  ) +
  sendClaims(3);

const base: JourneyParts = {
  claims,
  buildingBlocks: contentDefinition,
  technicalProfiles: providers + form + signUp + forgot,
  steps: choose(),
};

interface Case {
  readonly name: string;
  readonly parts?: Partial<JourneyParts>;
  readonly options?: Partial<LocalTenantOptions>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly events?: readonly UserEvent[];
  /** Claims, an error, or what the journey waits for. */
  readonly gives: unknown;
}

const select = (claimsExchangeId: string): UserEvent => ({ kind: 'select', claimsExchangeId });
const submit = (fields: Readonly<Record<string, string>>): readonly UserEvent[] => [
  { kind: 'submit', claims: fields },
  { kind: 'confirm' },
];
const cancelled = 'AADB2C90091: The user has cancelled entering self-asserted information.';

const cases: readonly Case[] = [
  { name: 'several providers are offered', gives: 'page providerSelection: Blue, Red' },
  { name: 'the one that is chosen runs', events: [select('Red')], gives: { who: 'Red' } },
  { name: 'cancel ends the journey', events: [{ kind: 'cancel' }], gives: cancelled },
  {
    name: 'domain_hint chooses by the domain of a technical profile',
    parameters: { domain_hint: 'RED.example' },
    gives: { who: 'Red' },
  },
  {
    name: 'a domain_hint that nobody has chooses none',
    parameters: { domain_hint: 'green.example' },
    gives: 'page providerSelection: Blue, Red',
  },
  {
    name: 'a single provider runs without being asked for',
    parts: { steps: choose({ targets: ['Blue'] }) },
    gives: { who: 'Blue' },
  },
  {
    name: 'a single provider is shown with ShowSingleProvider',
    parts: {
      steps: choose({ targets: ['Blue'], attributes: ' DisplayOption="ShowSingleProvider"' }),
    },
    gives: 'page providerSelection: Blue',
  },
  {
    name: 'a provider that is not enabled is not offered',
    parts: { technicalProfiles: provider('Blue') + provider('Red', { enabled: 'Never' }) },
    gives: { who: 'Blue' },
  },
  {
    name: 'no provider at all is an error',
    parts: {
      technicalProfiles:
        provider('Blue', { enabled: 'Never' }) + provider('Red', { enabled: 'Never' }),
    },
    gives: 'AADB2C90051: Step 1 has no claims provider that is enabled.',
  },
  {
    name: 'a selection without a content definition is an error',
    parts: { steps: choose({ page: '' }) },
    gives: 'AADB2C90277: Step 1 lets users select and names no content definition.',
  },
  {
    name: 'a combined page has a form, buttons and links',
    parts: { steps: combined },
    gives: 'page combined: Blue',
  },
  {
    name: 'a combined page is left by domain_hint',
    parts: { steps: combined },
    parameters: { domain_hint: 'blue.example' },
    gives: { who: 'Blue' },
  },
  {
    name: 'the form of a combined page makes the next step superfluous',
    parts: { steps: combined },
    events: submit({ name: 'Ada' }),
    gives: { name: 'Ada' },
  },
  {
    name: 'the sign-up link leads to its page',
    parts: { steps: combined },
    events: [{ kind: 'signUp' }, ...submit({ mark: 'new' })],
    gives: { mark: 'new' },
  },
  {
    name: 'cancel behind the sign-up link leads back to the combined page',
    parts: { steps: combined },
    events: [{ kind: 'signUp' }, { kind: 'cancel' }],
    gives: 'page combined: Blue',
  },
  {
    name: 'cancel behind the sign-up link ends the journey, by setting',
    parts: { steps: combined },
    options: { engine: { cancelAfterSignUpLink: 'application' } },
    events: [{ kind: 'signUp' }, { kind: 'cancel' }],
    gives: cancelled,
  },
  {
    name: 'cancel on the combined page ends the journey',
    parts: { steps: combined },
    events: [{ kind: 'cancel' }],
    gives: cancelled,
  },
  {
    name: 'the forgot-password link leads to its exchange',
    parts: { steps: combined },
    events: [{ kind: 'forgotPassword' }],
    gives: { who: 'ForgotMark' },
  },
  {
    name: 'a combined page whose form is not enabled has buttons alone',
    parts: {
      steps: combined,
      technicalProfiles:
        providers +
        forgot +
        signUp +
        profile({
          ...{ id: 'Form', handler: 'selfAsserted' },
          enabled: 'Never',
          outputClaims: ['name'],
        }),
    },
    gives: 'page providerSelection: Blue, Forgot',
  },
  {
    name: 'the forgot-password link tells the application where no exchange is named',
    parts: {
      steps: combined,
      technicalProfiles:
        providers +
        forgot +
        signUp +
        profile({ id: 'Form', handler: 'selfAsserted', outputClaims: ['name'] }),
    },
    events: [{ kind: 'forgotPassword' }],
    gives: 'AADB2C90118: The user has forgotten their password.',
  },
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

async function run(
  t: TestContext,
  { parts, options, parameters = {} }: Omit<Case, 'name' | 'gives'>,
) {
  const tenant = await tenantOf(t, { ...base, ...parts }, options);
  const request: Partial<JourneyRequest> = { parameters: new Map(Object.entries(parameters)) };
  return startTest(tenant, request);
}

async function take(stop: Stop, events: readonly UserEvent[] = []): Promise<Stop> {
  let now = stop;
  for (const event of events) {
    assert.ok('resume' in now, `${event.kind}: ${now.kind}`);
    now = await now.resume(event);
  }
  return now;
}

function describe(stop: Stop): unknown {
  if (stop.kind !== 'page') return answerOf({ stop } as StartedJourney);
  const { page } = stop;
  const choices = 'claimsProviders' in page ? page.claimsProviders : [];
  const ids = choices.map(({ claimsExchangeId }) => claimsExchangeId);
  return `page ${page.kind}: ${ids.join(', ')}`;
}

for (const each of cases) {
  test(`steps: ${each.name}`, async (t) => {
    const { stop } = await run(t, each);
    assert.deepEqual(describe(await take(stop, each.events)), each.gives);
  });
}

test('a page refuses what it has no button for, and stays as it is', async (t) => {
  const { stop } = await run(t, {});
  for (const event of [select('Green'), { kind: 'signUp' }, { kind: 'confirm' }] as UserEvent[]) {
    await assert.rejects(take(stop, [event]), UnexpectedEvent);
  }
  assert.deepEqual(describe(await take(stop, [select('Blue')])), { who: 'Blue' });
});

test('a journey runs again from a step, with the claims of then, and the trace follows', async (t) => {
  const parts = { steps: exchange(1, 'Blue') + exchanges(2, { Form: 'Form' }) + sendClaims(3) };
  const { stop, transaction } = await run(t, { parts });
  assert.deepEqual(describe(await take(stop, submit({ name: 'Ada' }))), {
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
  assert.deepEqual(describe(await take(again, submit({ name: 'Grace' }))), {
    who: 'Blue',
    name: 'Grace',
  });
});

test('a journey that goes round keeps the last hundred steps', async (t) => {
  const call =
    '<OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Sub" /></JourneyList></OrchestrationStep>';
  const { transaction } = await run(t, {
    parts: {
      steps: call + sendClaims(2),
      subJourneys: `<SubJourney Id="Sub" Type="Call"><OrchestrationSteps>${call}</OrchestrationSteps></SubJourney>`,
    },
    options: { engine: { subJourneyDepth: 150 } },
  });
  assert.equal(transaction.snapshots.length, 100);
});
