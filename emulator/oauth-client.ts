import * as jose from 'jose';
import { claimToText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import { fold } from '../compiler/id-map.ts';
import { parseAnswer } from './partner-json.ts';
import type { ProfileRun } from './profile-run.ts';
import { callProvider } from './provider-call.ts';
import { type ProviderEndpoint, requirePolicyKey } from './provider-endpoints.ts';
import { newId } from './tenant.ts';

/*
 * What OAuth2 and OpenID Connect have in common: the request that sends the browser away, and the call
 * that redeems a code. @see facts engine 2.7, 2.8
 */

/** The profile's InputClaims as parameters of the authorize request. */
export function inputParameters(run: ProfileRun): [string, string][] {
  return run.inputClaims.flatMap(({ partnerClaimType, value, dataType }) =>
    hasValue(value)
      ? [[partnerClaimType, claimToText(value, dataType, 'native')] as [string, string]]
      : [],
  );
}

/**
 * AdditionalRequestQueryParameters: names of parameters that the application's request is asked for,
 * or `name=value`. How B2C reads it is not documented.
 */
export function additionalParameters(run: ProfileRun): [string, string][] {
  const { parameters } = run.transaction.request;
  const listed = (run.metadata('AdditionalRequestQueryParameters') ?? '').split(',');
  return listed.flatMap((item) => {
    const [name = '', ...rest] = item.trim().split('=');
    const value = rest.length > 0 ? rest.join('=') : parameters.get(name);
    return name === '' || value === undefined ? [] : [[name, value] as [string, string]];
  });
}

/** How the token endpoint and, unless the token is in the header, the claims endpoint are called. */
export function httpBinding(run: ProfileRun): 'GET' | 'POST' {
  return fold(run.metadata('HttpBinding') ?? '') === 'get' ? 'GET' : 'POST';
}

/** A code to redeem. */
export interface CodeToRedeem {
  readonly endpoint: ProviderEndpoint;
  readonly code: string;
  readonly redirectUri: string;
}

/** What a token endpoint answered. */
export interface TokenReply {
  readonly isSuccess: boolean;
  readonly json: unknown;
}

/** Redeems a code; the client proves who it is as the metadata says. */
export async function redeemCode(run: ProfileRun, toRedeem: CodeToRedeem): Promise<TokenReply> {
  const { endpoint, code, redirectUri } = toRedeem;
  const proof = await clientProof(run, endpoint);
  const { status, text } = await callProvider(run, endpoint, {
    what: 'token endpoint',
    method: httpBinding(run),
    headers: proof.headers,
    parameters: new Map([
      ['grant_type', 'authorization_code'],
      ['code', code],
      ['redirect_uri', redirectUri],
      ...proof.parameters,
      ...additionalParameters(run),
    ]),
  });
  return { isSuccess: status >= 200 && status < 300, json: parseAnswer(text) };
}

interface ClientProof {
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: readonly (readonly [string, string])[];
}

async function clientProof(run: ProfileRun, { url }: ProviderEndpoint): Promise<ClientProof> {
  const clientId = run.metadata('client_id') ?? '';
  const key = run.policyKey('client_secret');
  const secret = key === undefined ? undefined : run.tenant.keyStore.secret(key);
  switch (fold(run.metadata('token_endpoint_auth_method') ?? 'client_secret_post')) {
    case 'client_secret_basic': {
      const pair = [clientId, secret ?? ''].map(encodeForm).join(':');
      const headers = { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
      return { headers, parameters: [] };
    }
    case 'private_key_jwt':
      return { headers: {}, parameters: await signedAssertion(run, clientId, url) };
    default: {
      const withSecret = secret === undefined ? [] : [['client_secret', secret] as const];
      return { headers: {}, parameters: [['client_id', clientId], ...withSecret] };
    }
  }
}

/** RFC 6749 2.3.1 */
function encodeForm(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const assertionLifetimeSeconds = 300;

/** RFC 7523: the client's own token, signed with the policy key `assertion_signing_key`. */
async function signedAssertion(
  run: ProfileRun,
  clientId: string,
  url: string,
): Promise<readonly (readonly [string, string])[]> {
  const { tenant } = run;
  const storageReferenceId = requirePolicyKey(run, 'assertion_signing_key');
  const { privateKey, keyId } = await tenant.keyStore.signingKey(storageReferenceId);
  const algorithm = run.metadata('token_signing_algorithm') ?? 'RS256';
  // A key of Web Crypto is bound to its hash: the other algorithm needs it anew.
  const key = await jose.importPKCS8(await jose.exportPKCS8(privateKey), algorithm);
  const now = Math.floor(tenant.now().getTime() / 1000);
  const [audience = ''] = url.split('?');
  const assertion = await new jose.SignJWT({ jti: newId(tenant) })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: keyId })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + assertionLifetimeSeconds)
    .sign(key);
  return [
    ['client_id', clientId],
    ['client_assertion_type', assertionType],
    ['client_assertion', assertion],
  ];
}
