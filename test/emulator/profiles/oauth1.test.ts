import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  oauth1Header,
  oauth1Signature,
  readOAuth1Header,
} from '../../../emulator/oauth1-signature.ts';
import { answerOf } from '../../support/emulated-tenant.ts';
import {
  answerWith,
  type ProviderProfile,
  redirectOf,
  signInAtStandIn,
  startAtProvider,
} from '../../support/provider-profile.ts';
import { startApi } from '../../support/test-api.ts';

const profile = (more: Readonly<Record<string, string>> = {}): ProviderProfile => ({
  protocol: 'OAuth1',
  metadata: {
    client_id: 'consumer-1',
    request_token_endpoint: 'https://api.x.example/oauth/request_token',
    authorization_endpoint: 'https://api.x.example/oauth/authenticate',
    access_token_endpoint: 'https://api.x.example/oauth/access_token',
    ...more,
  },
  outputClaims: { issuerUserId: 'user_id', userName: 'screen_name', email: 'email' },
});
const claimsEndpoint = { ClaimsEndpoint: 'https://api.x.example/verify.json?include_email=true' };

// The worked example of the provider's own documentation.
test('the signature is that of the published example', () => {
  const signature = oauth1Signature({
    method: 'POST',
    url: 'https://api.twitter.com/1.1/statuses/update.json?include_entities=true',
    parameters: [
      ['status', 'Hello Ladies + Gentlemen, a signed OAuth request!'],
      ['oauth_consumer_key', 'xvz1evFS4wEEPTGEFPHBog'],
      ['oauth_nonce', 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '1318622958'],
      ['oauth_token', '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb'],
      ['oauth_version', '1.0'],
    ],
    consumerSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
    tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
  });
  assert.equal(signature, 'hCtSmYh+iHYCEqBWrE7C7hYmtUk=');
});

test('a header holds any value', () => {
  const parameters = [
    ['oauth_callback', "https://a/b?c=d&e='ü'!*()"],
    ['oauth_token', ''],
  ] as const;
  assert.deepEqual([...readOAuth1Header(oauth1Header(parameters))], parameters);
});

test('OAuth1 signs in at the stand-in, with a claims call and without', async (t) => {
  const parts = profile(claimsEndpoint);
  const { issuerUserId, ...claims } = answerOf(
    await signInAtStandIn(await startAtProvider(t, parts)),
  ) as Record<string, string>;
  assert.match(issuerUserId ?? '', /^\d{17}$/);
  assert.deepEqual(claims, { userName: 'ada', email: 'ada.lovelace@example.org' });
  const without = await signInAtStandIn(await startAtProvider(t, profile()), 'grace');
  assert.equal((answerOf(without) as Record<string, string>)['userName'], 'grace');
});

test('OAuth1 ends with AADB2C90273 where the user cancels at the provider', async (t) => {
  const ended = await signInAtStandIn(await startAtProvider(t, profile()), null);
  assert.equal(
    answerOf(ended),
    "AADB2C90273: An invalid response was received: 'Error: access_denied'",
  );
});

test('a verifier that the provider did not give ends with AADB2C90273', async (t) => {
  const started = await startAtProvider(t, profile());
  const { state } = redirectOf(started);
  const ended = await answerWith(started, { oauth_token: state, oauth_verifier: 'guessed' });
  assert.match(String(answerOf(ended)), /^AADB2C90273: /);
});

test('OAuth1 asks for a request token with the callback of the policy in lower case', async (t) => {
  const api = await startApi(t, (response) => {
    response.end('oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true');
  });
  const started = await startAtProvider(t, profile({ request_token_endpoint: `${api.url}/rt` }));
  const header = readOAuth1Header(api.seen[0]?.headers.authorization ?? '');
  assert.equal(
    header.get('oauth_callback'),
    'https://localhost:8443/contoso.onmicrosoft.com/b2c_1a_test/oauth1/authresp',
  );
  assert.equal(redirectOf(started).state, 't');
});
