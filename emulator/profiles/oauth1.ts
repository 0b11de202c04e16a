import { oauth1Header, oauth1Signature } from '../oauth1-signature.ts';
import { jsonClaims, parseAnswer, textMembers } from '../partner-json.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { Execution, ProfileType } from '../profile-type.ts';
import {
  type AnswerParameters,
  providerRefused,
  returnUri,
  waitForProvider,
} from '../provider-answer.ts';
import { callProvider } from '../provider-call.ts';
import {
  type ProviderEndpoint,
  providerEndpoint,
  requireMetadata,
  requirePolicyKey,
} from '../provider-endpoints.ts';
import { newSecret } from '../tenant.ts';

/** Signs in at an OAuth1 provider, in its three legs. @see facts engine 2.6 */
export const oauth1: ProfileType = {
  type: 'oauth1',
  phases: [
    'SessionRestore',
    'InputClaimsTransformations',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
    'SessionSave',
  ],
  parity: {
    grade: 'real',
    how: 'Request token, authorization, access token and claims call, signed with HMAC-SHA1, at the provider itself or at a stand-in.',
    test: 'test/emulator/profiles/oauth1.test.ts',
  },
  execute: async (run) => {
    const callback = returnUri(run, 'oauth1', true);
    const requested = await ask(run, {
      what: 'request token endpoint',
      endpoint: providerEndpoint(
        run,
        requireMetadata(run, 'request_token_endpoint'),
        'oauth1/request-token',
      ),
      method: 'POST',
      parameters: [['oauth_callback', callback]],
    });
    const requestToken = tokenOf(requested);
    const address = requireMetadata(run, 'authorization_endpoint');
    const { url } = providerEndpoint(run, address, 'oauth1/authorize');
    const { id: technicalProfileId } = run.profile;
    const parameters = new Map([['oauth_token', requestToken.token]]);
    return waitForProvider(
      run,
      { technicalProfileId, method: 'GET', url, parameters, state: requestToken.token },
      (answer) => finish(run, requestToken, answer),
    );
  },
};

/** A token and the secret that requests with it are signed with. */
interface OAuth1Token {
  readonly token: string;
  readonly secret: string;
}

/** One signed request. */
interface SignedCall {
  readonly what: string;
  readonly endpoint: ProviderEndpoint;
  readonly method: 'GET' | 'POST';
  readonly parameters: readonly (readonly [string, string])[];
  readonly token?: OAuth1Token;
}

async function finish(
  run: ProfileRun,
  requestToken: OAuth1Token,
  answer: AnswerParameters,
): Promise<Execution> {
  const verifier = answer.get('oauth_verifier');
  if (verifier === undefined) throw providerRefused('access_denied');
  const given = await ask(run, {
    what: 'access token endpoint',
    endpoint: providerEndpoint(
      run,
      requireMetadata(run, 'access_token_endpoint'),
      'oauth1/access-token',
    ),
    method: 'POST',
    parameters: [['oauth_verifier', verifier]],
    token: requestToken,
  });
  const claims = await claimsOfUser(run, tokenOf(given));
  return { kind: 'claims', partnerClaim: jsonClaims(run, [claims, given]) };
}

/** Undefined: the profile has no claims endpoint. */
async function claimsOfUser(run: ProfileRun, token: OAuth1Token): Promise<unknown> {
  const address = run.metadata('ClaimsEndpoint');
  if (address === undefined) return undefined;
  const endpoint = providerEndpoint(run, address, 'oauth1/claims');
  return ask(run, { what: 'claims endpoint', endpoint, method: 'GET', parameters: [], token });
}

function tokenOf(answer: unknown): OAuth1Token {
  const members = textMembers(answer);
  const token = members.get('oauth_token');
  if (token === undefined) throw providerRefused('invalid_response');
  return { token, secret: members.get('oauth_token_secret') ?? '' };
}

async function ask(run: ProfileRun, call: SignedCall): Promise<unknown> {
  const { what, endpoint, method } = call;
  const headers = { authorization: authorization(run, call) };
  const { status, text } = await callProvider(run, endpoint, { what, method, headers });
  const answer = parseAnswer(text);
  const isGood = status >= 200 && status < 300 && typeof answer === 'object' && answer !== null;
  if (!isGood) throw providerRefused('invalid_response');
  return answer;
}

function authorization(
  run: ProfileRun,
  { endpoint, method, parameters, token }: SignedCall,
): string {
  const { tenant } = run;
  const signed: (readonly [string, string])[] = [
    ['oauth_consumer_key', requireMetadata(run, 'client_id')],
    ['oauth_nonce', newSecret(tenant)],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(Math.floor(tenant.now().getTime() / 1000))],
    ['oauth_version', '1.0'],
    ...(token ? [['oauth_token', token.token] as const] : []),
    ...parameters,
  ];
  const signature = oauth1Signature({
    ...{ method, url: endpoint.url, parameters: signed },
    consumerSecret: tenant.keyStore.secret(requirePolicyKey(run, 'client_secret')),
    tokenSecret: token?.secret ?? '',
  });
  return oauth1Header([...signed, ['oauth_signature', signature]]);
}
