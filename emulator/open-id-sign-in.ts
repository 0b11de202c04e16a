import { parseExactJson } from '../compiler/exact-json.ts';
import type { ErrorHandler } from '../compiler/model.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { errorHandlerFor, isReauthentication } from './error-handlers.ts';
import { validateIdToken } from './id-token.ts';
import { inputParameters, redeemCode } from './oauth-client.ts';
import { discover, type OpenIdMetadata } from './open-id-metadata.ts';
import { jsonClaims, textMembers } from './partner-json.ts';
import type { ProfileRun } from './profile-run.ts';
import type { Execution, PartnerClaims, Waiting } from './profile-type.ts';
import {
  type AnswerParameters,
  providerRefused,
  returnUri,
  waitForProvider,
} from './provider-answer.ts';
import { isFlagSet, providerEndpoint, requireMetadata } from './provider-endpoints.ts';
import { newSecret } from './tenant.ts';

/** One visit at a provider: what its answer must agree with. */
interface Visit {
  readonly metadata: OpenIdMetadata;
  readonly nonce: string;
  readonly redirectUri: string;
}

/** Sends the user to an OpenID Connect provider, and takes its claims. @see facts engine 2.8 */
export async function signInAtOpenIdProvider(run: ProfileRun): Promise<Execution> {
  return visitProvider(run, await discover(run, requireMetadata(run, 'METADATA')), []);
}

function visitProvider(
  run: ProfileRun,
  metadata: OpenIdMetadata,
  more: readonly (readonly [string, string])[],
): Waiting {
  const [state, nonce] = [newSecret(run.tenant), newSecret(run.tenant)];
  const redirectUri = returnUri(run, 'oauth2', isFlagSet(run, 'UsePolicyInRedirectUri'));
  const address = run.metadata('authorization_endpoint') ?? metadata.authorizationEndpoint;
  const { url } = providerEndpoint(run, address, 'authorize');
  const parameters = new Map([
    ...inputParameters(run),
    ['client_id', requireMetadata(run, 'client_id')],
    ['redirect_uri', redirectUri],
    ['response_type', responseType(run)],
    ['response_mode', run.metadata('response_mode') ?? 'form_post'],
    ['scope', run.metadata('scope') ?? 'openid'],
    ['state', state],
    ['nonce', nonce],
    ...more,
  ] as const);
  const { id: technicalProfileId } = run.profile;
  return waitForProvider(
    run,
    { technicalProfileId, method: 'GET', url, parameters, state },
    (answer) => finish(run, { metadata, nonce, redirectUri }, answer),
  );
}

/** Not documented what an absent one means: a client that has a secret can use a code. */
function responseType(run: ProfileRun): string {
  const hasProof = ['client_secret', 'assertion_signing_key'].some((id) => run.policyKey(id));
  return run.metadata('response_types') ?? (hasProof ? 'code' : 'id_token');
}

async function finish(run: ProfileRun, visit: Visit, answer: AnswerParameters): Promise<Execution> {
  if (answer.has('error')) return handleError(run, visit, Object.fromEntries(answer));
  const code = answer.get('code');
  const tokens = code === undefined ? undefined : await redeem(run, visit, code);
  if (tokens && !tokens.isSuccess) return handleError(run, visit, tokens.json);
  const members = textMembers(tokens?.json ?? Object.fromEntries(answer));
  run.transaction.partnerTokens = members;
  const idToken = members.get('id_token') ?? answer.get('id_token');
  if (idToken === undefined) throw providerRefused('id_token:missing');
  const claims = await validateIdToken(run, idToken, visit);
  const inToken = jsonClaims(run, [claims]);
  const inBody = isFlagSet(run, 'ReadBodyClaimsOnIdpRedirect')
    ? bodyClaims(run, answer)
    : undefined;
  return { kind: 'claims', partnerClaim: (wanted) => inToken(wanted) ?? inBody?.(wanted) };
}

function redeem(run: ProfileRun, { metadata, redirectUri }: Visit, code: string) {
  const address = run.metadata('AccessTokenEndpoint') ?? metadata.tokenEndpoint;
  const endpoint = providerEndpoint(run, address, 'token');
  return redeemCode(run, { endpoint, code, redirectUri });
}

/** What the ErrorHandlers of the profile make of an error; without one it ends the journey. */
function handleError(run: ProfileRun, { metadata }: Visit, error: unknown): Waiting {
  const handler = errorHandlerFor(run, error);
  const name = textMembers(error).get('error') ?? 'invalid_response';
  if (!handler) throw providerRefused(name);
  if (!isReauthentication(handler)) throw invalidClient(run);
  const text = `An ErrorHandler sends the user to the provider of "${run.profile.id}" again.`;
  run.trace({ kind: 'redirect', phase: 'Execution', text, position: handler.position });
  return visitProvider(run, metadata, additional(handler));
}

function additional({ additionalRequestParameters = [] }: ErrorHandler) {
  return additionalRequestParameters.map(({ key, value }) => [key, value.trim()] as const);
}

function invalidClient(run: ProfileRun): JourneyFailed {
  const message = `The provider of "${run.profile.id}" does not take the client's secret.`;
  return new JourneyFailed(message, { aadb2cCode: 'AADB2C90243' });
}

/** Fields that came beside the protocol's own: `user.name.firstName` is in the JSON of one. */
function bodyClaims(run: ProfileRun, answer: AnswerParameters): PartnerClaims {
  const fields = [...answer].map(([name, value]) => [name, parseExactJson(value) ?? value]);
  return jsonClaims(run, [Object.fromEntries(fields)], true);
}
