import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import fc from 'fast-check';
import jwt from 'jsonwebtoken';
import { bearerAuthenticator } from '../../shared/bearer.ts';
import { toRequest } from '../support/invocation.ts';
import { startTokenIssuer, tokenAudience, tokenClient } from '../support/token-issuer.ts';

/* A library of many users is the second opinion on what `shared/json-web-token.ts` believes. */

const nowSeconds = Math.floor(Date.now() / 1000);
const { url: issuer, publicKey, sign } = await startTokenIssuer({ after });

function verifier(): (token: string) => Promise<boolean> {
  const environment = {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    Bearer__Issuer: issuer,
    Bearer__Audience: tokenAudience,
    Bearer__AllowedClients: tokenClient,
  };
  const now = () => new Date(nowSeconds * 1000);
  const authenticate = bearerAuthenticator({ environment, now });
  return async (token) => {
    try {
      await authenticate(toRequest({ headers: { authorization: `Bearer ${token}` } }));
      return true;
    } catch {
      return false;
    }
  };
}

const times = fc.integer({ min: nowSeconds - 200, max: nowSeconds + 200 });
const claimsOfAnyKind = fc.record(
  {
    exp: fc.oneof(fc.constant(nowSeconds + 3600), times),
    nbf: times,
    iss: fc.constantFrom('ours', 'https://evil.example', ''),
    aud: fc.constantFrom(tokenAudience, 'api://x', [tokenAudience], ['api://x', tokenAudience], []),
  },
  { requiredKeys: ['exp'], noNullPrototype: true },
);

/** What a library of many users says; it has no opinion on clients. */
function isValidToLibrary(token: string): boolean {
  try {
    jwt.verify(token, publicKey, {
      algorithms: ['RS256'],
      issuer,
      audience: tokenAudience,
      clockTolerance: 60,
      clockTimestamp: nowSeconds,
    });
    return true;
  } catch {
    return false;
  }
}

test('property: whatever a token claims, the verdict is that of jsonwebtoken', async () => {
  const isBelieved = verifier();
  const verdicts = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(claimsOfAnyKind, async (claims) => {
      const iss = claims.iss === 'ours' || claims.iss === undefined ? issuer : claims.iss;
      const token = sign({ claims: { ...claims, iss } });
      const verdict = await isBelieved(token);
      verdicts.add(verdict);
      assert.equal(verdict, isValidToLibrary(token));
    }),
    { numRuns: 300 },
  );
  assert.equal(verdicts.size, 2, 'both verdicts were met');
});

test('property: no changed character makes a token that jsonwebtoken refuses a believed one', async () => {
  const isBelieved = verifier();
  const token = sign({});
  const change = fc.tuple(
    fc.nat({ max: token.length - 1 }),
    fc.constantFrom('A', 'z', '-', '_', '.', '=', ' ', ',', 'é'),
  );
  await fc.assert(
    fc.asyncProperty(change, async ([index, character]) => {
      const changed = token.slice(0, index) + character + token.slice(index + 1);
      assert.ok(!(await isBelieved(changed)) || isValidToLibrary(changed));
    }),
    { numRuns: 300 },
  );
});
