import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnexpectedEvent } from '../../emulator/journey-faults.ts';
import type { UserEvent } from '../../emulator/page.ts';
import { sendClaims, skipIf } from '../support/emulated-tenant.ts';
import { profile } from '../support/profile-text.ts';
import {
  choose,
  exchanges,
  forgot,
  outcomeOf,
  provider,
  providers,
  runSteps,
  type StepCase,
  select,
  signUp,
  submit,
  takeEvents,
} from '../support/step-journey.ts';

const combined =
  '<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.any"><ClaimsProviderSelections><ClaimsProviderSelection TargetClaimsExchangeId="Blue" /><ClaimsProviderSelection TargetClaimsExchangeId="Forgot" /><ClaimsProviderSelection ValidationClaimsExchangeId="Local" /></ClaimsProviderSelections><ClaimsExchanges><ClaimsExchange Id="Local" TechnicalProfileReferenceId="Form" /></ClaimsExchanges></OrchestrationStep>' +
  exchanges(
    2,
    { Blue: 'Blue', SignUp: 'SignUpForm', Forgot: 'ForgotMark' },
    skipIf('ClaimsExist', true, 'name'),
  ) +
  sendClaims(3);

const cancelled = 'AADB2C90091: The user has cancelled entering self-asserted information.';

const cases: readonly StepCase[] = [
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
];

for (const each of cases) {
  test(`steps: ${each.name}`, async (t) => {
    const { stop } = await runSteps(t, each);
    assert.deepEqual(outcomeOf(await takeEvents(stop, each.events)), each.gives);
  });
}

test('a page refuses what it has no button for, and stays as it is', async (t) => {
  const { stop } = await runSteps(t, {});
  for (const event of [select('Green'), { kind: 'signUp' }, { kind: 'confirm' }] as UserEvent[]) {
    await assert.rejects(takeEvents(stop, [event]), UnexpectedEvent);
  }
  assert.deepEqual(outcomeOf(await takeEvents(stop, [select('Blue')])), { who: 'Blue' });
});
