import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { ensureClientCertificate } from '../../caller/client-certificate.ts';
import { checks } from '../../caller/contract/index.ts';
import type { ContractCall } from '../../caller/contract-call.ts';
import { judge } from '../../caller/contract-check.ts';
import { exchange } from '../../caller/contract-exchange.ts';
import { probesOf } from '../../caller/contract-probes.ts';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import { IdMap } from '../../compiler/id-map.ts';
import { root } from '../support/club.ts';
import { startSecureApi } from '../support/secure-api.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const settings = { ApiUrl: 'https://api.example.com', TokenEndpoint: 'https://idp.example.com' };
const { relyingParties } = readRestfulProfiles({
  folders: [join(root, 'policies')],
  environment: 'Local',
  settings,
});
const profiles = new IdMap(relyingParties.flatMap((party) => [...party.profiles]));
const canary = 'cs12ab34';
const right = 'right-secret';

function probes(id: string): readonly ContractCall[] {
  const profile = profiles.get(id);
  assert.ok(profile);
  const claims = new IdMap<ClaimValue>([['bearerToken', `e30.e30.${right}`]]);
  const context = { correlationId: 'c', culture: 'en-US', now: new Date(0) };
  return probesOf({ profile, claims, context, keys: () => right, canary });
}

const ours = profiles
  .keys()
  .filter((id) => id.startsWith('REST-') && id !== 'REST-AcquireAccessToken');
for (const id of ours.filter((each) => each !== 'REST-RecordSignIn')) {
  test(`no default call of ${id} brings a claim along with the right credentials`, () => {
    const required = profiles.get(id)?.inputClaims.filter(({ reference }) => reference.required);
    assert.ok(required?.length);
    const calls = probes(id).filter(({ request }) => {
      return JSON.stringify(request?.headers).match(
        new RegExp(`${right}|${btoa(`${right}:${right}`)}`),
      );
    });
    const allowed = calls.filter(({ name }) => !name.startsWith('credentials: forged'));
    assert.ok(allowed.length > 0);
    for (const { name, intent, request } of allowed) {
      if (intent === 'odd-encoding') continue;
      const url = new URL(request?.url ?? '');
      const query = Object.fromEntries(url.searchParams);
      const sent = { ...query, ...readJson(request?.body), ...readForm(request?.body) };
      for (const { wireName } of required) assert.notEqual(typeof sent[wireName], 'string', name);
    }
  });
}

function readJson(body = ''): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

function readForm(body = ''): Record<string, unknown> {
  return body.startsWith('{') ? {} : Object.fromEntries(new URLSearchParams(body));
}

/** How each AuthenticationType is tried, and over TLS the certificate's header too. */
const credentials = [
  {
    id: 'REST-ValidateSignUp',
    scenario: 'sign-up',
    names: [
      'absent',
      'wrong',
      'wrong password',
      'empty',
      'malformed (no colon)',
      'malformed (no base64)',
      'other scheme',
    ],
  },
  {
    id: 'REST-SavePreferences',
    scenario: 'preferences',
    names: ['absent', 'wrong', 'empty', 'other scheme'],
  },
  {
    id: 'REST-RecordPasswordReset',
    scenario: 'password-reset',
    names: ['absent', 'wrong', 'empty', 'malformed', 'other scheme'],
  },
  {
    id: 'REST-EnrichMembership',
    scenario: 'membership',
    names: [
      'absent',
      'wrong',
      'empty',
      'malformed',
      'other scheme',
      'forged (alg none)',
      'forged (wrong signature)',
    ],
  },
];
for (const { id, scenario, names } of credentials) {
  test(`${id} is called with credentials that are ${names.join(', ')}`, {
    skip: withoutScenario(scenario),
  }, () => {
    const called = probes(id).filter(({ intent }) => intent === 'wrong-credentials');
    assert.deepEqual(
      called.map(({ name }) => name),
      names.map((name) => `credentials: ${name}`),
    );
    const headers = called.map(({ request }) => JSON.stringify(request?.headers));
    assert.equal(new Set(headers).size, names.length, 'no two calls are the same');
  });
}

for (const { id, scenario } of credentials) {
  test(`an answer of ${id} that repeats its credential, as it travels, is found`, {
    skip: withoutScenario(scenario),
  }, () => {
    const profile = profiles.get(id);
    assert.ok(profile);
    const calls = probes(id).filter(({ intent }) => intent !== 'wrong-credentials');
    assert.ok(calls.length > 0);
    for (const call of calls) {
      const answer = { status: 400, body: JSON.stringify({ headers: call.request?.headers }) };
      const ids = judge({ profile, call, durationMs: 1, answer }, checks).map(
        (each) => each.check.id,
      );
      assert.ok(ids.includes('secret-echoed'), call.name);
    }
  });
}

test('over TLS a certificate is tried absent, malformed, of a stranger, and as a bare header', {
  skip: withoutScenario('sign-in-record'),
}, async (t) => {
  const api = await startSecureApi(t);
  const folder = await temporaryFolder(t);
  const now = new Date();
  const [pinned, stranger] = await Promise.all(
    ['pinned', 'stranger'].map((storageReferenceId) =>
      ensureClientCertificate({ folder, storageReferenceId, now }),
    ),
  );
  const found = profiles.get('REST-RecordSignIn');
  assert.ok(found && pinned && stranger);
  const profile = { ...found, serviceUrl: api.url };
  const keys = () => pinned.pem;
  const context = { correlationId: 'c', culture: 'en-US', now };
  const source = { profile, keys, context, claims: new IdMap<ClaimValue>(), canary };
  const wrong = probesOf({ ...source, stranger: stranger.pem }).filter(
    ({ intent }) => intent === 'wrong-credentials',
  );
  const limits = { timeoutMs: 5000, trustedCertificates: api.certificate };
  for (const call of wrong) {
    const ids = judge(await exchange(profile, call, limits), checks).map(({ check }) => check.id);
    assert.ok(ids.includes('credentials-accepted'), call.name);
  }
  assert.deepEqual(
    wrong.map(({ name, request }, index) => [
      name,
      api.clients[index],
      request?.headers.find(([header]) => header === 'x-arr-clientcert')?.[1],
    ]),
    [
      ['credentials: absent', undefined, undefined],
      ['credentials: malformed', undefined, canary],
      ['credentials: wrong', stranger.thumbprint, undefined],
      ['credentials: forged (only its header)', undefined, pinned.der],
    ],
  );
});
