import { claimToText } from '../../caller/claim-forms.ts';
import { hasValue } from '../../caller/claims-bag.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { RelyingPartyResponse } from '../response.ts';
import { newSecret } from '../tenant.ts';
import type { Grant } from './grants.ts';
import { type IssuerSettings, issuerSettings } from './issuer-settings.ts';
import { relyingPartyClaims, subjectOf, tokenClaims } from './relying-party-claims.ts';
import { resourceScopes } from './scopes.ts';
import { signAccessToken, signIdToken, type TokenContent } from './sign-token.ts';
import { tokenResponse } from './token-response.ts';

const codeLifetimeMs = 10 * 60 * 1000;

/**
 * The answer of a JWT issuer: tokens and codes for the redirect URI, or the JSON of the token endpoint.
 * @throws {JourneyFailed}
 * @see facts engine 2.2, 3.2, 3.6
 */
export async function issueTokens(run: ProfileRun): Promise<RelyingPartyResponse> {
  const grant = grantOf(run);
  const issuer = issuerSettings(run.profile);
  traceTokens(run, grant);
  if (run.transaction.request.endpoint === 'token') {
    const body = await tokenResponse(run.tenant, { grant, issuer, ...answerKind(run) });
    return { kind: 'json', status: 200, body };
  }
  return redirectWith(run, grant, issuer);
}

function traceTokens(run: ProfileRun, { tokenClaims: claims }: Grant): void {
  const text = `Issues ${Object.keys(claims).length} claims to the application.`;
  run.trace({ kind: 'response', text, details: { claims: Object.keys(claims) } });
}

/** What the token endpoint's answer depends on besides the claims. */
function answerKind({ transaction: { request } }: ProfileRun) {
  return {
    isRefresh: request.grant === 'refresh_token',
    wantsClientInfo: request.parameters.get('client_info') === '1',
  };
}

function grantOf(run: ProfileRun): Grant {
  const { transaction, tenant, policy, profile } = run;
  const { request, authTime } = transaction;
  const issued = relyingPartyClaims(run);
  const claims = tokenClaims(issued, run);
  const subject = subjectOf(run, claims);
  const issuedAt = tenant.now();
  return {
    kind: 'code',
    policyId: policy.policyId,
    issuerProfileId: profile.id,
    clientId: request.clientId,
    scopes: request.scopes,
    origin: request.origin,
    tokenClaims: { ...claims, ...(subject === undefined ? {} : { sub: subject }) },
    claims: [
      ...issued.map(({ claimTypeReferenceId, value }) => [claimTypeReferenceId, value] as const),
      ...identityOf(run),
    ],
    authTime: Math.floor(authTime.getTime() / 1000),
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + codeLifetimeMs),
    ...optional(run),
  };
}

function optional({ transaction: { request } }: ProfileRun) {
  const { redirectUri, nonce, parameters, refreshed } = request;
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method') === 'S256' ? 'S256' : 'plain';
  return {
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(refreshed?.windowEnd ? { windowEnd: refreshed.windowEnd } : {}),
    ...(challenge === undefined ? {} : { codeChallenge: { challenge, method } as const }),
  };
}

/** The user, as a refresh journey finds them again. */
function identityOf(run: ProfileRun) {
  const { userIdentityClaim } = issuerSettings(run.profile);
  const value = run.bag.get(userIdentityClaim);
  if (!hasValue(value)) return [];
  return [
    [userIdentityClaim, claimToText(value, run.dataType(userIdentityClaim), 'native')] as const,
  ];
}

async function redirectWith(
  run: ProfileRun,
  grant: Grant,
  issuer: IssuerSettings,
): Promise<RelyingPartyResponse> {
  const { request } = run.transaction;
  const { redirectUri, responseMode, responseTypes } = request;
  if (redirectUri === undefined || responseMode === undefined) {
    throw new JourneyFailed('The request names no redirect URI.', { isRedirectable: false });
  }
  const content: TokenContent = { ...grant, issuer };
  const code = responseTypes.has('code') ? newSecret(run.tenant) : undefined;
  if (code !== undefined) run.tenant.grants.add(code, grant);
  const wantsToken = responseTypes.has('token') && resourceScopes(request.scopes).length > 0;
  const accessToken = wantsToken ? await signAccessToken(run.tenant, content) : undefined;
  const idToken = responseTypes.has('id_token')
    ? await signIdToken(run.tenant, content, { code, accessToken })
    : undefined;
  const parameters = Object.entries({
    state: request.state,
    code,
    id_token: idToken,
    access_token: accessToken,
    ...(accessToken === undefined
      ? {}
      : { token_type: 'Bearer', expires_in: String(issuer.accessTokenSeconds) }),
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { kind: 'redirect', redirectUri, responseMode, parameters: new Map(parameters) };
}
