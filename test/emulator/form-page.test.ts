import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeadlessJourney } from '../../emulator/headless-journey.ts';
import type { FormPage } from '../../emulator/page.ts';
import { field, formOf, profile, setting } from '../support/emulated-page.ts';
import { exchange, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';

const claims = { a: field('a'), b: field('b') };

interface Case {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly isCombined?: boolean;
  readonly buttons: FormPage['buttons'];
}

const cases: readonly Case[] = [
  { name: 'a page', buttons: ['continue', 'cancel'] },
  {
    name: 'without cancel',
    metadata: { 'setting.showCancelButton': 'false' },
    buttons: ['continue'],
  },
  {
    name: 'without continue',
    metadata: { 'setting.showContinueButton': 'False' },
    buttons: ['cancel'],
  },
  { name: 'a combined page', isCombined: true, buttons: ['continue', 'forgotPassword'] },
  {
    name: 'a combined page with SignUpTarget',
    isCombined: true,
    metadata: { SignUpTarget: 'SignUp' },
    buttons: ['continue', 'signUp', 'forgotPassword'],
  },
  {
    name: 'without the sign-up link',
    isCombined: true,
    metadata: { SignUpTarget: 'SignUp', 'setting.showSignupLink': 'false' },
    buttons: ['continue', 'forgotPassword'],
  },
  {
    name: 'without the link for forgotten passwords',
    isCombined: true,
    metadata: { 'setting.forgotPasswordLinkLocation': 'None' },
    buttons: ['continue'],
  },
  {
    name: 'with a box to stay signed in',
    isCombined: true,
    metadata: { 'setting.enableRememberMe': 'true' },
    buttons: ['continue', 'forgotPassword', 'rememberMe'],
  },
];

const combined = `<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="S" /></ClaimsProviderSelections><ClaimsExchanges><ClaimsExchange Id="S" TechnicalProfileReferenceId="Page" /></ClaimsExchanges></OrchestrationStep>`;
const signUpStep =
  '<OrchestrationStep Order="2" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="SignUp" TechnicalProfileReferenceId="Other" /></ClaimsExchanges></OrchestrationStep>';

for (const { name, metadata = {}, isCombined = false, buttons } of cases) {
  test(`the buttons of ${name}: ${buttons.join(', ')}`, async (t) => {
    const tenant = await tenantOf(t, {
      claims,
      technicalProfiles:
        profile('Page', 'selfAsserted', { metadata, outputClaims: ['a', 'b'] }) +
        setting('Other', { a: '1' }),
      steps: (isCombined ? combined : exchange(1, 'Page')) + signUpStep + sendClaims(3),
    });
    const page = formOf(new HeadlessJourney(await startTest(tenant)));
    assert.equal(page.kind, isCombined ? 'combined' : 'selfAsserted');
    assert.deepEqual(page.buttons, buttons);
  });
}

test('a page has the settings of its metadata for its script', async (t) => {
  const metadata = { 'setting.operatingMode': 'Email', 'setting.retryLimit': '3', other: 'x' };
  const tenant = await tenantOf(t, {
    claims,
    technicalProfiles: profile('Page', 'selfAsserted', { metadata, outputClaims: ['a'] }),
    steps: exchange(1, 'Page') + sendClaims(2),
  });
  const { settings } = formOf(new HeadlessJourney(await startTest(tenant)));
  assert.deepEqual(settings, { operatingMode: 'Email', retryLimit: '3' });
});

test('metadata may say what a language calls a claim, where no localized string does', async (t) => {
  const metadata = { 'claimType.a.DisplayName.de': 'Ort', 'claimType.b.DisplayName.fr': 'Lieu' };
  const tenant = await tenantOf(t, {
    claims,
    technicalProfiles: profile('Page', 'selfAsserted', { metadata, outputClaims: ['a', 'b'] }),
    steps: exchange(1, 'Page') + sendClaims(2),
  });
  const page = formOf(new HeadlessJourney(await startTest(tenant, { languages: ['de-CH'] })));
  assert.deepEqual(
    page.fields.map(({ label }) => label),
    ['Ort', 'b'],
  );
});
