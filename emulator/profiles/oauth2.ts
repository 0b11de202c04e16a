import { ownProperty } from '../../caller/json-path.ts';
import { fold } from '../../compiler/id-map.ts';
import { additionalParameters, httpBinding, inputParameters, redeemCode } from '../oauth-client.ts';
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
import { isFlagSet, providerEndpoint, requireMetadata } from '../provider-endpoints.ts';
import { newSecret } from '../tenant.ts';

/** Signs in at an OAuth2 provider: authorize, token and claims endpoint. @see facts engine 2.7 */
export const oauth2: ProfileType = {
  type: 'oauth2',
  phases: [
    'SessionRestore',
    'InputClaimsTransformations',
    'InputClaims',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
    'SessionSave',
  ],
  parity: {
    grade: 'real',
    how: 'The code flow over HTTP with all documented metadata, at the provider itself or at a stand-in with seeded people.',
    missing:
      'How B2C reads AdditionalRequestQueryParameters is not documented; the provider is not told of a logout.',
    test: 'test/emulator/profiles/oauth2.test.ts',
  },
  execute: async (run) => {
    const redirectUri = returnUri(run, 'oauth2', isFlagSet(run, 'UsePolicyInRedirectUri'));
    const state = newSecret(run.tenant);
    const { url } = providerEndpoint(
      run,
      requireMetadata(run, 'authorization_endpoint'),
      'authorize',
    );
    const parameters = new Map([
      ...inputParameters(run),
      ['client_id', requireMetadata(run, 'client_id')],
      ['redirect_uri', redirectUri],
      ['response_type', 'code'],
      ['response_mode', run.metadata('response_mode') ?? 'form_post'],
      ...scopeOf(run),
      ['state', state],
    ] as const);
    const redirect = {
      technicalProfileId: run.profile.id,
      method: 'GET',
      url,
      parameters,
      state,
    } as const;
    return waitForProvider(run, redirect, (answer) => finish(run, answer, redirectUri));
  },
};

function scopeOf(run: ProfileRun): (readonly [string, string])[] {
  const scope = run.metadata('scope');
  return scope === undefined ? [] : [['scope', scope]];
}

async function finish(
  run: ProfileRun,
  answer: AnswerParameters,
  redirectUri: string,
): Promise<Execution> {
  const code = answer.get('code');
  if (code === undefined) throw providerRefused(answer.get('error') ?? 'invalid_response');
  const address = requireMetadata(run, 'AccessTokenEndpoint');
  const endpoint = providerEndpoint(run, address, 'token');
  const { isSuccess, json: tokens } = await redeemCode(run, { endpoint, code, redirectUri });
  refuseErrors(run, isSuccess, tokens);
  run.transaction.partnerTokens = textMembers(tokens);
  const claims = await claimsOfUser(run);
  return { kind: 'claims', partnerClaim: jsonClaims(run, [claims, tokens]) };
}

/** An error may come with HTTP 200. */
function refuseErrors(run: ProfileRun, isSuccess: boolean, json: unknown): void {
  const parameter = run.metadata('ResponseErrorCodeParamName');
  const error = ownProperty(json, parameter ?? 'error');
  const isError = parameter !== undefined && error !== undefined && error !== 0 && error !== '';
  if (!isSuccess || typeof json !== 'object' || json === null || isError) {
    throw providerRefused(typeof error === 'string' ? error : 'invalid_response');
  }
}

/** Undefined: the profile has no claims endpoint. */
async function claimsOfUser(run: ProfileRun): Promise<unknown> {
  const address = run.metadata('ClaimsEndpoint');
  if (address === undefined) return undefined;
  const endpoint = providerEndpoint(run, address, 'claims');
  const accessToken = run.transaction.partnerTokens.get('access_token') ?? '';
  const isInHeader =
    fold(run.metadata('BearerTokenTransmissionMethod') ?? '') === 'authorizationheader';
  const name = run.metadata('ClaimsEndpointAccessTokenName') ?? 'access_token';
  const userAgent = run.metadata('UserAgentForClaimsExchange');
  const { status, text } = await callProvider(run, endpoint, {
    what: 'claims endpoint',
    method:
      isInHeader && run.tenant.settings.claimsCallWithHeader === 'get' ? 'GET' : httpBinding(run),
    headers: {
      ...(isInHeader ? { authorization: `Bearer ${accessToken}` } : {}),
      ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
    },
    parameters: new Map([
      ...(isInHeader ? [] : [[name, accessToken] as const]),
      ...formatOf(run),
      ...extraParameters(run),
      ...additionalParameters(run),
    ]),
  });
  const json = parseAnswer(text);
  refuseErrors(run, status >= 200 && status < 300, json);
  return json;
}

function formatOf(run: ProfileRun): (readonly [string, string])[] {
  const format = run.metadata('ClaimsEndpointFormat');
  if (format === undefined) return [];
  return [[run.metadata('ClaimsEndpointFormatName') ?? 'format', format]];
}

const standardMembers = new Set([
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'scope',
  'id_token',
]);

/** What the token endpoint answered beyond OAuth2, where the claims call wants it: all, or by name. */
function extraParameters(run: ProfileRun): (readonly [string, string])[] {
  const isAll = isFlagSet(run, 'ExtraParamsInClaimsEndpointRequest');
  const wanted = (run.metadata('ExtraParamsInClaimsEndpointRequest') ?? '').split(',');
  const names = new Set(wanted.map((name) => name.trim()));
  return [...run.transaction.partnerTokens].filter(([name]) =>
    isAll ? !standardMembers.has(name) : names.has(name),
  );
}
