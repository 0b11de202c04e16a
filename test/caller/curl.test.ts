import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import type { AuthenticatedRequest } from '../../caller/authenticate.ts';
import { buildRequest, callDefaults, callProfile } from '../../caller/call.ts';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { ensureClientCertificate } from '../../caller/client-certificate.ts';
import { curlCommand, quote, tokenCommand } from '../../caller/curl.ts';
import { startIssuer } from '../../caller/issuer.ts';
import { keysFrom } from '../../caller/keys.ts';
import {
  claimsBag,
  journeyContext,
  type ProfileParts,
  restfulProfile,
} from '../support/restful-profile.ts';
import { startSecureApi } from '../support/secure-api.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const run = promisify(execFile);
const noShell = process.platform === 'win32' && 'the command lines are for a POSIX shell';
const noCurl = noShell || ((await isMissing('curl')) && 'curl is not installed');
const keys = (id: string) =>
  new Map([
    ['User', 'club'],
    ['Password', "pa'ss$(id)"],
  ]).get(id);
const basic = { type: 'Basic', username: 'User', password: 'Password' } as const;

async function isMissing(program: string): Promise<boolean> {
  return run(program, ['--version']).then(
    () => false,
    () => true,
  );
}

function request(parts: ProfileParts, claims: Record<string, ClaimValue>): AuthenticatedRequest {
  const profile = restfulProfile(parts);
  return buildRequest(
    { profile, claims: claimsBag(claims), context: journeyContext, keys },
    callDefaults,
  );
}

test('a command line reads well', () => {
  const parts = { input: [{ id: 'name' }], authentication: basic };
  assert.equal(
    curlCommand(request(parts, { name: "O'Hara" })),
    "curl -sS -X POST https://api.example.com/check -H 'content-type: application/json' " +
      `-H 'authorization: Basic Y2x1YjpwYSdzcyQoaWQp' --data-raw '{"name":"O'\\''Hara"}'`,
  );
});

test('property: a POSIX shell takes each word as it was', { skip: noShell }, async () => {
  const word = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('\0'));
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 20 }), async (words) => {
      const wellFormed = words.map((text) => text.toWellFormed());
      const script = `printf '%s\\0' ${wellFormed.map(quote).join(' ')}`;
      const { stdout } = await run('sh', ['-c', script]);
      assert.deepEqual(stdout.split('\0').slice(0, -1), wellFormed);
    }),
    { numRuns: 30 },
  );
});

test('a NUL character cannot be on a command line', () => {
  const parts = { input: [{ id: 'payload' }], claimUsedForRequestPayload: 'payload' };
  assert.throws(() => curlCommand(request(parts, { payload: 'a\0b' })), /NUL/);
});

const text = `@file "quoted" 'single' $HOME \`id\` \\ ü & ? # % {a,b} [1-3]\n!`;
const places = [
  { name: 'Body', parts: { input: [{ id: 'a' }], authentication: basic } },
  { name: 'a payload', parts: { input: [{ id: 'a' }], claimUsedForRequestPayload: 'a' } },
  { name: 'Form', parts: { input: [{ id: 'a' }], sendClaimsIn: 'Form' } },
  { name: 'an empty form', parts: { sendClaimsIn: 'Form' } },
  { name: 'QueryString', parts: { input: [{ id: 'a' }], sendClaimsIn: 'QueryString' } },
  { name: 'Url', parts: { input: [{ id: 'a' }], sendClaimsIn: 'Url' }, path: '/m/{a}?x={unknown}' },
  { name: 'Header', parts: { input: [{ id: 'b' }], sendClaimsIn: 'Header' } },
] as const;

for (const { name, parts, ...rest } of places) {
  const path = 'path' in rest ? rest.path : '/check?v=1';
  test(`curl sends what the caller sends in ${name}`, { skip: noCurl }, async (t) => {
    const api = await startApi(t, answerWith(200, '{}'));
    const profile = restfulProfile({ ...parts, serviceUrl: api.url + path });
    const claims = claimsBag({ a: text, b: `"it's" $HOME` });
    const call = { profile, claims, context: journeyContext, keys };
    await callProfile(call);
    const { stdout } = await run('sh', ['-c', curlCommand(buildRequest(call, callDefaults))]);
    assert.equal(stdout, '{}');
    const [ours, curls] = api.seen.map(({ line, body, headers }) => {
      const { accept, connection, 'user-agent': agent, ...own } = headers;
      return { line, body, headers: own };
    });
    assert.deepEqual(curls, ours);
  });
}

test('a token is fetched by the command line itself', { skip: noCurl }, async (t) => {
  const clients = new Map([['club', "pa'ss$(id)"]]);
  const issuer = await startIssuer({ port: 0, audience: 'api://club', clients });
  t.after(() => issuer.close());
  const api = await startApi(t, answerWith(200, '{}'));
  const tokenParts = {
    serviceUrl: `${issuer.url}/oauth2/v2.0/token`,
    sendClaimsIn: 'Form',
    authentication: basic,
    input: [
      { id: 'grant_type', defaultValue: 'client_credentials' },
      { id: 'scope', defaultValue: 'api://club/.default' },
    ],
  } as const;
  const parts = {
    serviceUrl: api.url,
    authentication: { type: 'BearerClaim', claim: 'token' },
    input: [{ id: 'token' }],
  } as const;
  const bearerTokenCommand = tokenCommand(request(tokenParts, {}));
  const command = curlCommand(request(parts, { token: 'placeholder' }), { bearerTokenCommand });
  await run('sh', ['-c', command]);
  assert.match(api.seen[0]?.headers.authorization ?? '', /^Bearer ey[\w-]+\.[\w-]+\.[\w-]+$/);
});

test('a client certificate is read from its file, for TLS and for this machine', {
  skip: noCurl,
}, async (t) => {
  const folder = join(await temporaryFolder(t), "it's");
  const storageReferenceId = 'B2C_1A_Certificate';
  const made = await ensureClientCertificate({ folder, storageReferenceId, now: new Date() });
  const certificateFile = join(folder, `${storageReferenceId}.pem`);
  const command = (serviceUrl: string) => {
    const authentication = { type: 'ClientCertificate', certificate: storageReferenceId } as const;
    const profile = restfulProfile({ serviceUrl, authentication });
    const call = {
      profile,
      claims: claimsBag(),
      context: journeyContext,
      keys: keysFrom({}, folder),
    };
    return curlCommand(buildRequest(call, callDefaults), { certificateFile });
  };
  const api = await startApi(t, answerWith(200, '{}'));
  await run('sh', ['-c', command(api.url)]);
  assert.equal(api.seen[0]?.headers['x-arr-clientcert'], made.der);
  const secure = await startSecureApi(t);
  const authority = join(folder, 'server.crt');
  await writeFile(authority, secure.certificate);
  await run('sh', ['-c', `CURL_CA_BUNDLE=${quote(authority)} ${command(secure.url)}`]);
  assert.deepEqual(secure.clients, [made.thumbprint]);
});
