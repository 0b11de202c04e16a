import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application } from '../../../emulator/protocol/applications.ts';
import { readAuthorizeRequest } from '../../../emulator/protocol/authorize-request.ts';

const redirectUri = 'https://app.example/signed-in';
const applications = new Map<string, Application>([
  ['app', { redirectUris: [redirectUri] }],
  ['code-only', { redirectUris: [redirectUri], allowsImplicit: false }],
  ['page', { redirectUris: [], singlePageRedirectUris: [redirectUri] }],
  ['disabled', { redirectUris: [redirectUri], isEnabled: false }],
  ['bare', { redirectUris: [] }],
]);

const good = {
  client_id: 'app',
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid',
};

function read(parameters: Readonly<Record<string, string>>, takesLocalRedirects = false) {
  return readAuthorizeRequest(
    {
      parameters: new Map(
        Object.entries({ ...good, ...parameters }).filter(([, value]) => value !== ''),
      ),
      origin: 'https://localhost:8443',
      ipAddress: '127.0.0.1',
    },
    { find: (clientId) => applications.get(clientId), takesLocalRedirects },
    'query',
  );
}

/** An empty value takes the parameter away. */
const refused: readonly (readonly [
  name: string,
  code: string,
  where: 'page' | 'application',
  Record<string, string>,
])[] = [
  ['no client_id', '90008', 'page', { client_id: '' }],
  ['an unknown client_id', '90018', 'page', { client_id: 'other' }],
  ['a disabled application', '90092', 'page', { client_id: 'disabled' }],
  [
    'a redirect_uri that is not registered',
    '90006',
    'page',
    { redirect_uri: 'https://evil.example/' },
  ],
  [
    'a redirect_uri that only begins like one',
    '90006',
    'page',
    { redirect_uri: `${redirectUri}/more` },
  ],
  [
    'a redirect_uri of this machine, not registered',
    '90006',
    'page',
    { redirect_uri: 'http://localhost:4200/' },
  ],
  ['an application without a redirect URI', '90007', 'page', { client_id: 'bare' }],
  ['no redirect_uri', '90287', 'page', { redirect_uri: '' }],
  ['a redirect_uri that is no URL', '90287', 'page', { redirect_uri: 'signed-in' }],
  ['a max_age that is no number', '90120', 'page', { max_age: 'soon' }],
  ['no response_type', '90013', 'application', { response_type: '' }],
  ['an unknown response_type', '90013', 'application', { response_type: 'code device' }],
  ['an unknown response_mode', '90014', 'application', { response_mode: 'body' }],
  [
    'tokens, where the application may have a code only',
    '90057',
    'application',
    { client_id: 'code-only', response_type: 'id_token' },
  ],
  ['no scope', '90010', 'application', { scope: '' }],
  ['a scope with a quotation mark', '99005', 'application', { scope: 'openid "x"' }],
  [
    'an ID token without openid',
    '90110',
    'application',
    { response_type: 'id_token', scope: 'offline_access' },
  ],
  [
    'an access token without a resource',
    '90055',
    'application',
    { response_type: 'token', scope: 'openid' },
  ],
  ['a code without openid and resource', '90115', 'application', { scope: 'offline_access' }],
  [
    'two resources',
    '90146',
    'application',
    { scope: 'openid https://a.example/read https://b.example/read' },
  ],
  ['an unknown prompt', '90043', 'application', { prompt: 'maybe' }],
  [
    'an unknown code_challenge_method',
    '90184',
    'application',
    { code_challenge: 'x', code_challenge_method: 'S512' },
  ],
  ['a single-page application without PKCE', '99059', 'application', { client_id: 'page' }],
];

for (const [name, code, where, parameters] of refused) {
  test(`the authorize endpoint refuses ${name} with AADB2C${code}, told to the ${where}`, () => {
    const reading = read(parameters);
    assert.equal(reading.kind, where === 'page' ? 'refused' : 'answered');
    const fault = 'fault' in reading ? reading.fault : undefined;
    assert.equal(fault?.aadb2cCode, `AADB2C${code}`);
    assert.equal(fault?.error, 'invalid_request');
  });
}

const taken: readonly (readonly [
  name: string,
  parameters: Record<string, string>,
  gives: object,
])[] = [
  ['a code in the query', {}, { responseMode: 'query', redirectUri, scopes: ['openid'] }],
  ['an ID token in the fragment', { response_type: 'id_token' }, { responseMode: 'fragment' }],
  [
    'a code and an ID token in the fragment',
    { response_type: 'code id_token' },
    { responseMode: 'fragment' },
  ],
  ['the response_mode that it says', { response_mode: 'form_post' }, { responseMode: 'form_post' }],
  ['languages, the best first', { ui_locales: 'de-CH fr' }, { languages: ['de-CH', 'fr'] }],
  [
    'state, nonce and prompt',
    { state: 's', nonce: 'n', prompt: 'login' },
    { state: 's', nonce: 'n', prompt: 'login' },
  ],
  [
    'PKCE of a single-page application',
    { client_id: 'page', code_challenge: 'x', code_challenge_method: 'S256' },
    { clientId: 'page' },
  ],
  [
    'the application itself as resource',
    { response_type: 'token', scope: 'app' },
    { scopes: ['app'] },
  ],
];

for (const [name, parameters, gives] of taken) {
  test(`the authorize endpoint takes ${name}`, () => {
    const reading = read(parameters);
    assert.equal(reading.kind, 'request');
    if (reading.kind === 'request') assert.partialDeepStrictEqual(reading.request, gives);
  });
}

const local: readonly (readonly [uri: string, isTaken: boolean])[] = [
  ['http://localhost:4200/signed-in', true],
  ['https://127.0.0.1/', true],
  ['com.example.app://auth', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['http://localhost.evil.example/', false],
  ['http://localhost@evil.example/', false],
];

for (const [uri, isTaken] of local) {
  test(`where redirects of this machine are taken, "${uri}" is ${isTaken ? '' : 'not '}`, () => {
    assert.equal(
      read({ client_id: 'bare', redirect_uri: uri }, true).kind,
      isTaken ? 'request' : 'refused',
    );
  });
}
