import type { Context } from 'hono';
import { errorPage } from '../pages/error-page.ts';
import { readParameters } from '../protocol/read-parameters.ts';
import { sendResponse } from '../protocol/send-response.ts';
import type { ResponseMode } from '../response.ts';
import { newSecret } from '../tenant.ts';
import { askForPerson, personField } from './choose-person.ts';
import { isClient } from './client-authentication.ts';
import type { Handles } from './handles.ts';
import type { Person } from './people.ts';
import { personClaims, subjectOf } from './person-claims.ts';
import { metadataOf, type PlayedProfile } from './played-profile.ts';
import { issuerOf, signIdToken } from './stand-in-id-token.ts';
import type { StandInServer } from './stand-in-server.ts';

/** What a code or an access token of a stand-in stands for. */
export interface StandInGrant {
  readonly person: Person;
  /** Where it is good: the base of the provider that gave it. */
  readonly base: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce?: string;
}

/** One request to an OAuth2 or OpenID Connect stand-in. */
export interface StandInCall {
  readonly server: StandInServer;
  readonly grants: Handles<StandInGrant>;
  readonly played: PlayedProfile;
  readonly context: Context;
}

const tokenLifetimeSeconds = 3600;

/** The OpenID configuration. @see facts engine 2.8 */
export function openIdConfiguration({ played, context }: StandInCall): Response {
  const { base } = played;
  return context.json({
    issuer: issuerOf(played),
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    userinfo_endpoint: `${base}/claims`,
    jwks_uri: `${base}/keys`,
    end_session_endpoint: `${base}/logout`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'client_secret_basic',
      'private_key_jwt',
    ],
  });
}

/** The authorize endpoint: asks who signs in, and where somebody was chosen goes back with the answer. */
export async function standInAuthorize(call: StandInCall): Promise<Response> {
  const { context, played, server } = call;
  const parameters = await readParameters(context);
  const problem = problemOf(played, parameters);
  if (problem !== undefined) return context.html(await errorPage(problem), 400);
  const chosen = context.req.method === 'POST' ? parameters.get(personField) : undefined;
  if (chosen === undefined) {
    const { people } = server;
    return askForPerson(context, {
      played,
      people,
      parameters,
      action: `${played.base}/authorize`,
    });
  }
  const person = server.people.find(({ id }) => id === chosen);
  const answer = person ? await answerOf(call, parameters, person) : refusal;
  const state = parameters.get('state');
  return sendResponse(context, {
    kind: 'redirect',
    redirectUri: parameters.get('redirect_uri') ?? '',
    responseMode: responseModeOf(parameters),
    parameters: new Map([...answer, ...(state === undefined ? [] : [['state', state] as const])]),
  });
}

const refusal: readonly (readonly [string, string])[] = [
  ['error', 'access_denied'],
  ['error_description', 'The user has cancelled.'],
];

/** Nobody is sent anywhere but back to this emulator. */
function problemOf(
  played: PlayedProfile,
  parameters: ReadonlyMap<string, string>,
): string | undefined {
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const isOwn =
    URL.canParse(redirectUri) && new URL(redirectUri).origin === new URL(played.base).origin;
  if (!isOwn) return `The redirect_uri "${redirectUri}" is none of this emulator.`;
  const clientId = metadataOf(played, 'client_id') ?? '';
  if (parameters.get('client_id') === clientId) return undefined;
  return `The client_id is not that of "${played.profile.id}".`;
}

function responseModeOf(parameters: ReadonlyMap<string, string>): ResponseMode {
  const mode = parameters.get('response_mode');
  if (mode === 'query' || mode === 'fragment' || mode === 'form_post') return mode;
  return parameters.get('response_type') === 'code' ? 'query' : 'fragment';
}

async function answerOf(
  call: StandInCall,
  parameters: ReadonlyMap<string, string>,
  person: Person,
): Promise<[string, string][]> {
  const { server, played, grants } = call;
  const grant = grantOf(played, parameters, person);
  const types = new Set((parameters.get('response_type') ?? 'code').split(' '));
  const give = () => {
    const handle = newSecret(server);
    grants.add(handle, grant);
    return handle;
  };
  const answer: [string, string][] = [];
  if (types.has('code')) answer.push(['code', give()]);
  if (types.has('token')) answer.push(['access_token', give()], ['token_type', 'Bearer']);
  if (types.has('id_token')) answer.push(['id_token', await signIdToken(server, played, grant)]);
  return [...answer, ...bodyClaims(played, person)];
}

/** Apple tells names only here, as JSON. @see facts engine 2.8 (ReadBodyClaimsOnIdpRedirect) */
function bodyClaims(played: PlayedProfile, person: Person): [string, string][] {
  const { user } = personClaims(played, person);
  return typeof user === 'object' ? [['user', JSON.stringify(user)]] : [];
}

function grantOf(
  { base }: PlayedProfile,
  parameters: ReadonlyMap<string, string>,
  person: Person,
): StandInGrant {
  const nonce = parameters.get('nonce');
  return {
    ...{ person, base },
    redirectUri: parameters.get('redirect_uri') ?? '',
    scope: parameters.get('scope') ?? '',
    ...(nonce === undefined ? {} : { nonce }),
  };
}

/** The token endpoint, by GET or POST: a code for tokens. */
export async function standInToken(call: StandInCall): Promise<Response> {
  const { context, played, server, grants } = call;
  const parameters = await readParameters(context);
  if (!(await isClient(server, played, context, parameters))) {
    return context.json({ error: 'invalid_client' }, 401);
  }
  const grant = grants.take(parameters.get('code') ?? '');
  const isGood =
    parameters.get('grant_type') === 'authorization_code' &&
    grant?.base === played.base &&
    grant.redirectUri === parameters.get('redirect_uri');
  if (!grant || !isGood) return context.json({ error: 'invalid_grant' }, 400);
  context.header('Cache-Control', 'no-store');
  return context.json(await tokensOf(call, grant));
}

async function tokensOf({ server, played, grants }: StandInCall, grant: StandInGrant) {
  const accessToken = newSecret(server);
  grants.add(accessToken, grant);
  const isOpenId = played.profile.protocol?.name === 'OpenIdConnect';
  const hasClaimsCall = metadataOf(played, 'ClaimsEndpoint') !== undefined;
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: tokenLifetimeSeconds,
    scope: grant.scope,
    ...(isOpenId || hasClaimsCall ? {} : personClaims(played, grant.person)),
    ...extraParameters(played, grant.person),
    ...(isOpenId ? { id_token: await signIdToken(server, played, grant) } : {}),
  };
}

/** Some providers give the user's id with the token, and want it back with the claims call. */
function extraParameters(played: PlayedProfile, person: Person): Record<string, string> {
  const names = (metadataOf(played, 'ExtraParamsInClaimsEndpointRequest') ?? '').split(',');
  const extra = names
    .map((name) => name.trim())
    .filter((name) => !/^(?:true|false|0|1|)$/i.test(name));
  const all = extra.length > 0 ? extra : ['uid'];
  return Object.fromEntries(all.map((name) => [name, subjectOf(played, person)]));
}

/** The claims endpoint: the token in the header, the query or the body. */
export async function standInClaims({ context, played, grants }: StandInCall): Promise<Response> {
  const parameters = await readParameters(context);
  const [, bearer] = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  const name = metadataOf(played, 'ClaimsEndpointAccessTokenName') ?? 'access_token';
  const grant = grants.find(bearer ?? parameters.get(name) ?? '');
  if (grant?.base !== played.base) return context.json({ error: 'invalid_token' }, 401);
  return context.json(personClaims(played, grant.person) as object);
}
