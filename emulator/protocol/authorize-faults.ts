import { JourneyFailed } from '../../shared/errors.ts';
import type { JourneyRequest } from '../journey-request.ts';
import type { ResponseMode } from '../response.ts';
import type { Application } from './applications.ts';
import { resourceScopes, resourcesOf } from './scopes.ts';

const responseParts = new Set(['code', 'id_token', 'token']);
const responseModes: ReadonlySet<string> = new Set(['query', 'fragment', 'form_post']);
const prompts = new Set(['login', 'none', 'consent', 'select_account']);

/** `query`, `fragment` or `form_post`. */
export function isResponseMode(text: string): text is ResponseMode {
  return responseModes.has(text);
}

/**
 * What is wrong with a request whose application may be told; undefined where nothing is.
 * @see facts engine 3.2, 3.8
 */
export function requestFault(
  request: JourneyRequest,
  application: Application,
): JourneyFailed | undefined {
  return (
    responseFault(request, application) ??
    scopeFault(request) ??
    promptFault(request.parameters) ??
    challengeFault(request, application)
  );
}

function refuse(code: string, problem: string): JourneyFailed {
  return new JourneyFailed(problem, { aadb2cCode: `AADB2C${code}`, error: 'invalid_request' });
}

function responseFault(
  { parameters, responseTypes }: JourneyRequest,
  { allowsImplicit = true }: Application,
): JourneyFailed | undefined {
  const isTyped =
    responseTypes.size > 0 && [...responseTypes].every((part) => responseParts.has(part));
  if (!isTyped) {
    const said = parameters.get('response_type') ?? '';
    return refuse('90013', `The response_type "${said}" is not supported.`);
  }
  const mode = parameters.get('response_mode');
  if (mode !== undefined && !isResponseMode(mode)) {
    return refuse('90014', `The response_mode "${mode}" is not supported.`);
  }
  const isImplicit = [...responseTypes].some((part) => part !== 'code');
  if (!isImplicit || allowsImplicit) return undefined;
  return refuse('90057', 'The application is not set up to get tokens right from this endpoint.');
}

/** What RFC 6749 lets a scope be made of. */
const scopeText = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

function scopeFault({ responseTypes, scopes }: JourneyRequest): JourneyFailed | undefined {
  if (scopes.length === 0) return refuse('90010', 'The request has no scope.');
  if (!scopes.every((scope) => scopeText.test(scope))) {
    return refuse('99005', 'The scope contains a character that scopes cannot have.');
  }
  const [hasOpenid, hasResource] = [scopes.includes('openid'), resourceScopes(scopes).length > 0];
  if (responseTypes.has('id_token') && !hasOpenid) {
    return refuse('90110', 'The scope "openid" must be there for an ID token.');
  }
  if (responseTypes.has('token') && !hasResource) {
    return refuse('90055', 'The scope must name a resource for an access token.');
  }
  if (!hasOpenid && !hasResource) {
    return refuse('90115', 'The scope must have "openid", or name a resource or the application.');
  }
  if (resourcesOf(scopes).length <= 1) return undefined;
  return refuse('90146', 'The scope names several resources.');
}

function promptFault(parameters: ReadonlyMap<string, string>): JourneyFailed | undefined {
  const prompt = parameters.get('prompt');
  if (prompt !== undefined && !prompts.has(prompt)) {
    return refuse('90043', `The prompt "${prompt}" is not supported.`);
  }
  const age = parameters.get('max_age');
  if (age === undefined || /^\d{1,9}$/.test(age)) return undefined;
  return new JourneyFailed(`The max_age "${age}" is not a number of seconds.`, {
    ...{ aadb2cCode: 'AADB2C90120', error: 'invalid_request', isRedirectable: false },
  });
}

function challengeFault(
  { parameters, responseTypes, redirectUri }: JourneyRequest,
  { singlePageRedirectUris = [] }: Application,
): JourneyFailed | undefined {
  const method = parameters.get('code_challenge_method');
  if (method !== undefined && method !== 'S256' && method !== 'plain') {
    return refuse('90184', `The code_challenge_method "${method}" is not supported.`);
  }
  const isSinglePage = singlePageRedirectUris.includes(redirectUri ?? '');
  const isMissing = responseTypes.has('code') && !parameters.has('code_challenge');
  if (!isSinglePage || !isMissing) return undefined;
  return refuse('99059', 'A single-page application must send a code_challenge.');
}
