import { createHash } from 'node:crypto';
import { JourneyFailed } from '../../shared/errors.ts';
import type { JourneyRequest } from '../journey-request.ts';
import { isSameCode } from '../one-time-code.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import { SsoSession } from '../sso-session.ts';
import { startJourney } from '../start-journey.ts';
import { newId, type Tenant } from '../tenant.ts';
import { errorDescription } from './error-answer.ts';
import type { Grant } from './grants.ts';
import { issuerSettings } from './issuer-settings.ts';
import { tokenResponse } from './token-response.ts';

/** A POST to the token endpoint of a policy. */
export interface TokenCall {
  readonly form: ReadonlyMap<string, string>;
  /** Of the header Authorization: Basic, where the application sent one. */
  readonly basic?: { readonly clientId: string; readonly secret: string };
  readonly origin: string;
  readonly ipAddress: string;
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
  ['client_credentials', (exchange) => runJourney(exchange, 'client_credentials')],
  ['password', (exchange) => runJourney(exchange, 'password')],
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
  if (grant.clientId === clientIdOf(exchange)) return grant;
  throw refused('90279', 'The grant was issued to another application.');
}

async function redeemCode(exchange: TokenExchange): Promise<TokenReply> {
  const { tenant, loaded, call } = exchange;
  const grant = redeem(exchange, required(exchange, 'code'), 'code');
  const redirectUri = call.form.get('redirect_uri');
  if (redirectUri !== undefined && redirectUri !== grant.redirectUri) {
    throw refused('90088', 'The redirect_uri is not that of the authorize request.');
  }
  checkVerifier(grant, call.form.get('code_verifier'));
  const profile = loaded.policy.technicalProfiles.get(grant.issuerProfileId);
  if (!profile) throw refused('90080', 'The issuer of the grant is not there any more.');
  const wantsClientInfo = call.form.get('client_info') === '1';
  const issuer = issuerSettings(profile);
  return { status: 200, body: await tokenResponse(tenant, { grant, issuer, wantsClientInfo }) };
}

/** PKCE. @see facts engine 3.2, 3.8 */
function checkVerifier({ codeChallenge }: Grant, verifier: string | undefined): void {
  if (!codeChallenge) return;
  if (!verifier) throw refused('90183', 'The request has no code_verifier.');
  const sent =
    codeChallenge.method === 'plain'
      ? verifier
      : createHash('sha256').update(verifier).digest('base64url');
  if (isSameCode(sent, codeChallenge.challenge)) return;
  throw refused(
    '90182',
    'The code_verifier does not match the code_challenge of the authorize request.',
  );
}

/** Runs the relying party's Token journey, where it has one; else issues anew what was issued. */
async function refresh(exchange: TokenExchange): Promise<TokenReply> {
  const { tenant, loaded, call } = exchange;
  const grant = redeem(exchange, required(exchange, 'refresh_token'), 'refreshToken');
  const profile = loaded.policy.technicalProfiles.get(grant.issuerProfileId);
  const endpoint = loaded.policy.relyingParty?.endpoints.find(
    ({ id }) => id.toLowerCase() === 'token',
  );
  const journeyId =
    endpoint?.userJourneyReferenceId ??
    profile?.metadata.find(({ key }) => key.toLowerCase() === 'refreshtokenuserjourneyid')?.value;
  if (journeyId !== undefined) return runJourney(exchange, 'refresh_token', { grant, journeyId });
  if (!profile) throw refused('90080', 'The issuer of the grant is not there any more.');
  const wantsClientInfo = call.form.get('client_info') === '1';
  const answer = { grant, issuer: issuerSettings(profile), wantsClientInfo, isRefresh: true };
  return { status: 200, body: await tokenResponse(tenant, answer) };
}

async function runJourney(
  exchange: TokenExchange,
  grantType: NonNullable<JourneyRequest['grant']>,
  refreshed?: { readonly grant: Grant; readonly journeyId: string },
): Promise<TokenReply> {
  const { tenant, loaded, call, correlationId } = exchange;
  const scope = call.form.get('scope');
  const request: JourneyRequest = {
    endpoint: 'token',
    parameters: call.form,
    origin: call.origin,
    clientId: clientIdOf(exchange),
    responseTypes: new Set(),
    scopes: scope?.split(/\s+/).filter((word) => word !== '') ?? refreshed?.grant.scopes ?? [],
    languages: [],
    ipAddress: call.ipAddress,
    grant: grantType,
    ...(refreshed ? { refreshed: refreshed.grant, authTime: refreshed.grant.authTime } : {}),
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
