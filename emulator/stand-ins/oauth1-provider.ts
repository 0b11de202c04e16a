import type { Context } from 'hono';
import { policyKeyOf } from '../../compiler/policy-key.ts';
import { isSame } from '../active-journeys.ts';
import { oauth1Signature, readOAuth1Header } from '../oauth1-signature.ts';
import { errorPage } from '../pages/error-page.ts';
import { readParameters } from '../protocol/read-parameters.ts';
import { withQuery } from '../protocol/send-response.ts';
import { newSecret } from '../tenant.ts';
import { askForPerson, personField } from './choose-person.ts';
import type { Handles } from './handles.ts';
import type { Person } from './people.ts';
import { personClaims, subjectOf } from './person-claims.ts';
import { metadataOf, type PlayedProfile } from './played-profile.ts';
import type { StandInServer } from './stand-in-server.ts';

/** A token of an OAuth1 stand-in: asked for, then allowed by a person, then good for claims. */
export interface OAuth1Grant {
  readonly base: string;
  readonly secret: string;
  readonly callback: string;
  readonly person?: Person;
  readonly verifier?: string;
  readonly isAccess?: boolean;
}

/** One request to an OAuth1 stand-in. */
export interface OAuth1Call {
  readonly server: StandInServer;
  readonly grants: Handles<OAuth1Grant>;
  readonly played: PlayedProfile;
  readonly context: Context;
}

/** First leg: a token to ask the user with. */
export async function requestToken(call: OAuth1Call): Promise<Response> {
  const { server, grants, played, context } = call;
  const signed = signedParameters(call, undefined);
  const callback = signed?.get('oauth_callback') ?? '';
  const isOwn = URL.canParse(callback) && new URL(callback).origin === new URL(played.base).origin;
  if (!signed || !isOwn) return context.text('Unauthorized', 401);
  const [token, secret] = [newSecret(server), newSecret(server)];
  grants.add(token, { base: played.base, secret, callback });
  return form(context, {
    oauth_token: token,
    oauth_token_secret: secret,
    oauth_callback_confirmed: 'true',
  });
}

/** Second leg: asks who signs in. */
export async function oauth1Authorize(call: OAuth1Call): Promise<Response> {
  const { server, grants, played, context } = call;
  const parameters = await readParameters(context);
  const token = parameters.get('oauth_token') ?? '';
  const grant = grants.find(token);
  if (grant?.base !== played.base) {
    return context.html(await errorPage('The oauth_token is not known here.'), 400);
  }
  const chosen = context.req.method === 'POST' ? parameters.get(personField) : undefined;
  if (chosen === undefined) {
    const action = `${played.base}/oauth1/authorize`;
    return askForPerson(context, { played, people: server.people, parameters, action });
  }
  const person = server.people.find(({ id }) => id === chosen);
  if (!person) return context.redirect(withQuery(grant.callback, new Map([['denied', token]])));
  const verifier = newSecret(server);
  grants.add(token, { ...grant, person, verifier });
  const answer = new Map([
    ['oauth_token', token],
    ['oauth_verifier', verifier],
  ]);
  return context.redirect(withQuery(grant.callback, answer));
}

/** Third leg: the allowed token for one that is good for claims, once. */
export async function accessToken(call: OAuth1Call): Promise<Response> {
  const { server, grants, played, context } = call;
  const { token, grant } = grantOf(call);
  const signed = grant && signedParameters(call, grant);
  const isAllowed =
    grant?.verifier !== undefined && signed?.get('oauth_verifier') === grant.verifier;
  if (!grant?.person || !isAllowed) return context.text('Unauthorized', 401);
  grants.take(token);
  const [access, secret] = [newSecret(server), newSecret(server)];
  const { base, callback, person } = grant;
  grants.add(access, { base, callback, person, secret, isAccess: true });
  return form(context, {
    oauth_token: access,
    oauth_token_secret: secret,
    user_id: subjectOf(played, person),
    screen_name: person.id,
  });
}

/** What is known of the person whom the token stands for. */
export async function oauth1Claims(call: OAuth1Call): Promise<Response> {
  const { played, context } = call;
  const { grant } = grantOf(call);
  const isGood = grant?.isAccess === true && signedParameters(call, grant) !== undefined;
  if (!grant?.person || !isGood) return context.text('Unauthorized', 401);
  return context.json(personClaims(played, grant.person) as object);
}

function grantOf({ grants, played, context }: OAuth1Call) {
  const header = readOAuth1Header(context.req.header('authorization') ?? '');
  const token = header.get('oauth_token') ?? '';
  const grant = grants.find(token);
  return { token, grant: grant?.base === played.base ? grant : undefined };
}

/** The parameters of the header, where its signature is that of the profile's own client. */
function signedParameters(
  { server, played, context }: OAuth1Call,
  grant: OAuth1Grant | undefined,
): Map<string, string> | undefined {
  const header = readOAuth1Header(context.req.header('authorization') ?? '');
  const { oauth_signature: given = '', ...signed } = Object.fromEntries(header);
  const key = policyKeyOf(played.profile, 'client_secret');
  const isClient = signed['oauth_consumer_key'] === metadataOf(played, 'client_id');
  if (key === undefined || !isClient) return undefined;
  const signature = oauth1Signature({
    method: context.req.method,
    url: context.req.url,
    parameters: Object.entries(signed),
    consumerSecret: server.keyStore.secret(key),
    tokenSecret: grant?.secret ?? '',
  });
  return isSame(given, signature) ? header : undefined;
}

function form(context: Context, fields: Readonly<Record<string, string>>): Response {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'cache-control': 'no-store',
  };
  return context.body(new URLSearchParams(fields).toString(), 200, headers);
}
