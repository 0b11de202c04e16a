import { JourneyFailed } from '../../shared/errors.ts';
import type { JourneyRequest } from '../journey-request.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import { SsoSession } from '../sso-session.ts';
import { startJourney } from '../start-journey.ts';
import { newId, type Tenant } from '../tenant.ts';
import type { Application } from './applications.ts';
import { checkClient } from './client-authentication.ts';
import { checkVerifier } from './code-verifier.ts';
import { errorDescription } from './error-answer.ts';
import type { Grant } from './grants.ts';
import { issuerSettings } from './issuer-settings.ts';
import { checkUserOf, refreshFault, refreshJourneyOf } from './refresh-token.ts';
import { type TokenAnswer, tokenResponse } from './token-response.ts';

/** A POST to the token endpoint of a policy. */
export interface TokenCall {
  readonly form: ReadonlyMap<string, string>;
  /** Of the header Authorization: Basic, where the application sent one. */
  readonly basic?: { readonly clientId: string; readonly secret: string };
  readonly origin: string;
  readonly ipAddress: string;
  /** The registration of the application; undefined: nobody asks for its secret. */
  readonly application?: Application | undefined;
}

/** Its JSON answer. */
export interface TokenReply {
  readonly status: number;
  readonly body: unknown;
}

/** Answers the token endpoint of a policy; never rejects for what an application sends. @see facts engine 3.6 */
export async function answerToken(
  tenant: Tenant,
  loaded: LoadedPolicy,
  call: TokenCall,
): Promise<TokenReply> {
  const correlationId = newId(tenant);
  try {
    const grantType = call.form.get('grant_type');
    const answer = answers.get(grantType ?? '');
    if (answer) return await answer({ tenant, loaded, call, correlationId });
    throw refused(
      '90086',
      `The grant_type "${grantType ?? ''}" is not supported.`,
      'unsupported_grant_type',
    );
  } catch (fault) {
    if (!(fault instanceof JourneyFailed)) throw fault;
    const error = fault.error === 'server_error' ? 'invalid_grant' : fault.error;
    const description = errorDescription(fault, { correlationId, now: tenant.now() });
    return { status: 400, body: { error, error_description: description } };
  }
}

interface TokenExchange {
  readonly tenant: Tenant;
  readonly loaded: LoadedPolicy;
  readonly call: TokenCall;
  readonly correlationId: string;
}

const answers = new Map<string, (exchange: TokenExchange) => Promise<TokenReply>>([
  ['authorization_code', redeemCode],
  ['refresh_token', refresh],
  ['client_credentials', (exchange) => runOwnJourney(exchange, 'client_credentials')],
  ['password', askWithPassword],
]);

function refused(code: string, problem: string, error = 'invalid_grant'): JourneyFailed {
  return new JourneyFailed(problem, { aadb2cCode: `AADB2C${code}`, error });
}

function required({ call }: TokenExchange, name: string): string {
  const value = call.form.get(name);
  if (value) return value;
  throw refused('90083', `The request has no ${name}.`, 'invalid_request');
}

function clientIdOf({ call }: TokenExchange): string {
  const clientId = call.form.get('client_id') ?? call.basic?.clientId;
  if (clientId) return clientId;
  throw refused('90083', 'The request has no client_id.', 'invalid_request');
}

function secretOf({ call }: TokenExchange): string | undefined {
  return call.basic?.secret ?? call.form.get('client_secret');
}

function redeem(exchange: TokenExchange, handle: string, kind: Grant['kind']): Grant {
  const { tenant, loaded } = exchange;
  const redemption = tenant.grants.redeem(handle, kind, tenant.now());
  if (redemption.kind !== 'found') {
    throw refused(
      '90080',
      'The provided grant has expired, was used before, or is unknown. Please sign in again.',
    );
  }
  const { grant } = redemption;
  if (grant.policyId.toLowerCase() !== loaded.policy.policyId.toLowerCase()) {
    throw refused('90088', `The grant was issued by the policy "${grant.policyId}".`);
  }
  if (grant.clientId !== clientIdOf(exchange)) {
    throw refused('90279', 'The grant was issued to another application.');
  }
  checkClient(exchange.call.application, {
    secret: secretOf(exchange),
    redirectUri: grant.redirectUri,
  });
  return grant;
}

async function redeemCode(exchange: TokenExchange): Promise<TokenReply> {
  const grant = redeem(exchange, required(exchange, 'code'), 'code');
  const redirectUri = exchange.call.form.get('redirect_uri');
  if (redirectUri !== undefined && redirectUri !== grant.redirectUri) {
    throw refused('90088', 'The redirect_uri is not that of the authorize request.');
  }
  checkVerifier(grant.codeChallenge, exchange.call.form.get('code_verifier'));
  return issue(exchange, grant);
}

/** Runs the relying party's Token journey, where it has one; else issues anew what was issued. */
async function refresh(exchange: TokenExchange): Promise<TokenReply> {
  const { tenant, loaded, call } = exchange;
  const grant = redeem(exchange, required(exchange, 'refresh_token'), 'refreshToken');
  const journeyId = refreshJourneyOf(loaded, grant);
  if (journeyId !== undefined) {
    return runJourney(exchange, 'refresh_token', { grant, journeyId }).catch((fault) => {
      throw fault instanceof JourneyFailed ? refreshFault(fault) : fault;
    });
  }
  checkUserOf(tenant, loaded, grant);
  const scopes = scopesOf(call) ?? grant.scopes;
  return issue(exchange, { ...grant, scopes }, { isRefresh: true });
}

async function issue(
  { tenant, loaded, call }: TokenExchange,
  grant: Grant,
  options: Pick<TokenAnswer, 'isRefresh'> = {},
): Promise<TokenReply> {
  const profile = loaded.policy.technicalProfiles.get(grant.issuerProfileId);
  if (!profile) throw refused('90080', 'The issuer of the grant is not there any more.');
  const wantsClientInfo = call.form.get('client_info') === '1';
  const answer = { grant, issuer: issuerSettings(profile), wantsClientInfo, ...options };
  return { status: 200, body: await tokenResponse(tenant, answer) };
}

function scopesOf({ form }: TokenCall): string[] | undefined {
  return form
    .get('scope')
    ?.split(/\s+/)
    .filter((word) => word !== '');
}

async function askWithPassword(exchange: TokenExchange): Promise<TokenReply> {
  for (const name of ['username', 'password']) required(exchange, name);
  return runOwnJourney(exchange, 'password');
}

/** A journey that begins at the token endpoint. */
async function runOwnJourney(
  exchange: TokenExchange,
  grantType: NonNullable<JourneyRequest['grant']>,
): Promise<TokenReply> {
  const { application } = exchange.call;
  checkClient(application, { secret: secretOf(exchange), redirectUri: undefined });
  return runJourney(exchange, grantType).catch((fault) => {
    throw isWrongPassword(fault) ? wrongCredentials(fault) : fault;
  });
}

function isWrongPassword(fault: unknown): boolean {
  return fault instanceof JourneyFailed && /^AADB2C9005[34]$/.test(fault.aadb2cCode ?? '');
}

/** Whether the user or the password is wrong is not told. @see facts engine 3.8 */
function wrongCredentials(cause: unknown): JourneyFailed {
  const message = 'The username or password provided in the request are invalid.';
  return new JourneyFailed(message, {
    ...{ aadb2cCode: 'AADB2C90225', error: 'access_denied', cause },
  });
}

async function runJourney(
  exchange: TokenExchange,
  grantType: NonNullable<JourneyRequest['grant']>,
  refreshed?: { readonly grant: Grant; readonly journeyId: string },
): Promise<TokenReply> {
  const { tenant, loaded, call, correlationId } = exchange;
  const request: JourneyRequest = {
    endpoint: 'token',
    parameters: call.form,
    origin: call.origin,
    clientId: clientIdOf(exchange),
    responseTypes: new Set(),
    scopes: scopesOf(call) ?? refreshed?.grant.scopes ?? [],
    languages: [],
    ipAddress: call.ipAddress,
    grant: grantType,
    ...(refreshed ? ofGrant(refreshed.grant) : {}),
  };
  const journeyId = refreshed?.journeyId ?? journeyOf(loaded, grantType);
  const session = new SsoSession();
  const { stop } = await startJourney({
    ...{ tenant, loaded, request, session, correlationId },
    ...(journeyId === undefined ? {} : { journeyId }),
  });
  if (stop.kind === 'failed') throw stop.fault;
  if (stop.kind === 'response' && stop.response.kind === 'json') return stop.response;
  throw refused('99013', 'The journey needs a page: it cannot answer the token endpoint.');
}

/** What a refresh keeps of the request that it goes back to. */
function ofGrant(grant: Grant) {
  const { authTime, nonce, redirectUri } = grant;
  return {
    ...{ refreshed: grant, authTime },
    ...(nonce === undefined ? {} : { nonce }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
  };
}

/** Of client credentials, the issuer says the journey. */
function journeyOf(
  { policy }: LoadedPolicy,
  grantType: JourneyRequest['grant'],
): string | undefined {
  if (grantType !== 'client_credentials') return undefined;
  const items = policy.technicalProfiles.values().flatMap(({ metadata }) => metadata);
  const found = items.find(({ key }) => key.toLowerCase() === 'clientcredentialsuserjourneyid');
  if (found) return found.value.trim();
  throw refused(
    '90086',
    'No issuer of the policy names a ClientCredentialsUserJourneyId.',
    'unsupported_grant_type',
  );
}
