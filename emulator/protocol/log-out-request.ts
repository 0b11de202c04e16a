import * as jose from 'jose';
import { JourneyFailed } from '../../shared/errors.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { Tenant } from '../tenant.ts';
import { type Applications, isApplicationScheme, isRedirectUri } from './applications.ts';
import { jsonWebKeySet, policyIssuer } from './discovery.ts';

/** What came to the logout endpoint. */
export interface LogOutCall {
  readonly parameters: ReadonlyMap<string, string>;
  readonly origin: string;
}

/**
 * Where the browser goes once the session has ended. Any address is taken, unless the policy says
 * EnforceIdTokenHintOnLogout: then a token of its own must say whose registered address it is.
 * @throws {JourneyFailed} AADB2C90036, AADB2C90067, AADB2C90272, AADB2C90210, AADB2C90006
 * @see facts engine 3.7
 */
export async function logOutTarget(
  tenant: Tenant,
  loaded: LoadedPolicy,
  call: LogOutCall & { readonly applications: Applications },
): Promise<string> {
  const target = call.parameters.get('post_logout_redirect_uri');
  if (!target) throw refused('90036', 'The request has no post_logout_redirect_uri.');
  if (!isAddress(target)) throw refused('90067', 'The post_logout_redirect_uri is no address.');
  const behaviors = loaded.policy.relyingParty?.userJourneyBehaviors;
  if (!behaviors?.singleSignOn?.enforceIdTokenHintOnLogout) return target;
  const clientId = await applicationOfHint(tenant, loaded, call);
  const application = call.applications.find(clientId);
  if (application && isRedirectUri(target, application, call.applications)) return target;
  throw refused('90006', 'The post_logout_redirect_uri is not registered for the application.');
}

function isAddress(target: string): boolean {
  if (!URL.canParse(target)) return false;
  const { protocol } = new URL(target);
  return protocol === 'https:' || protocol === 'http:' || isApplicationScheme(protocol);
}

/** The application that the token was issued to; that it has expired does not matter. */
async function applicationOfHint(
  tenant: Tenant,
  loaded: LoadedPolicy,
  { parameters, origin }: LogOutCall,
): Promise<string> {
  const hint = parameters.get('id_token_hint');
  if (!hint) throw refused('90272', 'The request has no id_token_hint.');
  const keys = jose.createLocalJWKSet(await jsonWebKeySet(tenant, loaded));
  const issuer = policyIssuer(tenant, loaded, origin);
  const clockTolerance = Number.MAX_SAFE_INTEGER; // an ID token ends before the session does
  try {
    const checks = { issuer, clockTolerance, algorithms: ['RS256'] };
    const { payload } = await jose.jwtVerify(hint, keys, checks);
    return [payload.aud ?? ''].flat()[0] ?? '';
  } catch (cause) {
    throw refused('90210', 'The id_token_hint could not be validated.', cause);
  }
}

function refused(code: string, problem: string, cause?: unknown): JourneyFailed {
  return new JourneyFailed(problem, {
    ...{ aadb2cCode: `AADB2C${code}`, error: 'invalid_request', isRedirectable: false, cause },
  });
}
