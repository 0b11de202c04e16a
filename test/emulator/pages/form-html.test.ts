import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormPage } from '../../../emulator/page.ts';
import { combinedHtml, selfAssertedHtml } from '../../../emulator/pages/form-html.ts';

const page: FormPage = {
  kind: 'combined',
  technicalProfileId: 'SignIn',
  language: 'en',
  texts: {},
  fields: [],
  displayControls: [],
  buttons: ['continue'],
  claimsProviders: [
    { claimsExchangeId: 'PhoneExchange', label: 'Phone', technicalProfileId: 'Phone' },
  ],
  settings: {},
  isAccepted: false,
};

const displays = [
  { name: 'buttons where nothing is said', settings: {}, list: 'claims-provider-list-buttons' },
  {
    name: 'links for TextLink',
    settings: { claimsProviderSelectionDisplayType: 'TextLink' },
    list: 'claims-provider-list-text-links',
  },
];
for (const { name, settings, list } of displays) {
  test(`claims providers are ${name}`, async () => {
    assert.match(String(await combinedHtml({ ...page, settings })), new RegExp(`class="${list}`));
  });
}

test('a display control brings its own words for what its script shows', async () => {
  const texts = { success_send_code_msg: 'Look into "your" mail.' };
  const control = { id: 'mail', type: 'VerificationControl', actions: [], state: 'initial', texts };
  const field = {
    ...{ claimTypeReferenceId: 'email', label: 'Mail', inputType: 'TextBox', dataType: 'string' },
    ...{ isRequired: true, isReadOnly: false, rules: [], displayControlId: 'mail' },
  };
  const shown = { ...page, kind: 'selfAsserted', fields: [field], displayControls: [control] };
  const html = String(await selfAssertedHtml(shown as FormPage));
  assert.match(html, /data-sent="Look into &quot;your&quot; mail\."/);
});

test('the controls of an authenticator app stand in their order, with a picture of the QR code', async () => {
  const control = (id: string, type: string) => ({
    ...{ id, type, actions: [], state: 'initial', texts: {} },
  });
  const field = (id: string, displayControlId?: string, controlClaimType?: string) => ({
    ...{ claimTypeReferenceId: id, label: id, inputType: 'Readonly', dataType: 'string' },
    ...{ isRequired: false, isReadOnly: true, rules: [], value: `otpauth://${id}` },
    ...(displayControlId ? { displayControlId } : {}),
    ...(controlClaimType ? { controlClaimType } : {}),
  });
  const shown = {
    ...{ ...page, kind: 'selfAsserted' },
    fields: [field('first'), field('content', 'qr', 'QrCodeContent'), field('key', 'info')],
    displayControls: [
      control('icon', 'AuthenticatorAppIconControl'),
      control('qr', 'QrCodeControl'),
      control('info', 'AuthenticatorInfoControl'),
      control('more', 'AuthenticatorInfoControl'),
    ],
  };
  const html = String(await selfAssertedHtml(shown as FormPage));
  const order = ['id="first"', 'id="icon"', 'id="qr"', '<svg class="qrCode"', 'id="content"'];
  const places = [...order, 'id="info"', 'id="key"', 'id="more"'].map((each) => html.indexOf(each));
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  );
  assert.ok(!places.includes(-1));
  assert.match(html, /type="hidden" id="content" value="otpauth:\/\/content"/);
  const long = { ...field('content', 'qr', 'QrCodeContent'), value: 'é'.repeat(1477) };
  const without = String(await selfAssertedHtml({ ...shown, fields: [long] } as FormPage));
  assert.match(without, /role="alert">A QR code holds 2953 bytes; QrCodeContent has 2954\./);
});
