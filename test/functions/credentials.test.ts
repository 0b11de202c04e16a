import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { encodeDefaults, encodeRequest } from '../../caller/encode.ts';
import type {
  RestfulAuthentication,
  RestfulTechnicalProfile,
} from '../../compiler/restful-technical-profile.ts';
import { startClub } from '../support/club.ts';
import { claimsBag, journeyContext } from '../support/restful-profile.ts';

/*
 * Whoever calls without the right credential gets nothing: every profile of ours, on our host or, by
 * BASE_URL, on any deployment. Nothing here needs a secret or has an effect.
 */

const club = await startClub({ after });
const ours = [...club.profiles.values()].filter(({ serviceUrl }) =>
  serviceUrl.startsWith(`${club.host.baseUrl}/`),
);

type Headers = Readonly<Record<string, string>>;

const jwt = [
  Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url'),
  Buffer.from('{"iss":"https://evil.example","exp":9999999999}').toString('base64url'),
  'AAAA',
].join('.');

/** By name; none of them is anybody's. */
function wrongCredentials(
  authentication: RestfulAuthentication,
): Readonly<Record<string, Headers>> {
  switch (authentication.type) {
    case 'None':
      return {};
    case 'Basic': {
      const wrong = Buffer.from(`nobody:${randomUUID()}`).toString('base64');
      return {
        wrong: { authorization: `Basic ${wrong}` },
        'that are no base64': { authorization: 'Basic nobody:nothing' },
      };
    }
    case 'ApiKeyHeader':
      return { wrong: { [authentication.header]: randomUUID() } };
    case 'BearerToken':
    case 'BearerClaim':
      return {
        wrong: { authorization: `Bearer ${randomUUID()}` },
        'in a JWT that nobody signed': { authorization: `Bearer ${jwt}` },
      };
    case 'ClientCertificate':
      return { 'that are no certificate': { 'x-arr-clientcert': 'AAAA' } };
  }
}

/** A request as B2C makes it, but for its credential. */
async function call(profile: RestfulTechnicalProfile, headers: Headers): Promise<Response> {
  const claims = profile.inputClaims.map(
    ({ reference }) => [reference.claimTypeReferenceId, 'x' as ClaimValue] as const,
  );
  const source = {
    profile,
    claims: claimsBag(Object.fromEntries(claims)),
    context: journeyContext,
  };
  const request = encodeRequest(source, { ...encodeDefaults, missingRequired: 'send' });
  return fetch(request.url, {
    method: request.method,
    headers: { ...Object.fromEntries(request.headers), ...headers },
    ...(request.body !== undefined && { body: request.body }),
  });
}

test('there are profiles of ours', () => assert.ok(ours.length > 5));

for (const profile of ours) {
  const cases = { absent: {}, ...wrongCredentials(profile.authentication) };
  for (const [name, headers] of Object.entries(cases)) {
    test(`${profile.id}: ${profile.authentication.type} credentials ${name} are 401, and nothing more is said`, async () => {
      const response = await call(profile, headers);
      const text = await response.text();
      assert.equal(response.status, 401, text);
      const { requestId, ...rest } = JSON.parse(text);
      assert.match(requestId, /^[0-9a-f-]{32,36}$/);
      assert.deepEqual(rest, { version: '1.0.0', status: 401, code: 'ERR_CALLER_UNAUTHENTICATED' });
      assert.equal(response.headers.get('cache-control'), 'no-store');
    });
  }
}
