import { JourneyFailed } from '../../shared/errors.ts';
import type { JourneyRequest } from '../journey-request.ts';
import type { ResponseMode } from '../response.ts';
import { resourceScopes, resourcesOf } from './scopes.ts';

/** What came to the authorize endpoint. */
export interface AuthorizeCall {
  /** The query, or the form of a POST. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly origin: string;
  readonly ipAddress: string;
  /** The browser's Accept-Language. */
  readonly acceptLanguage?: string;
}

/** Which applications may sign users in. */
export interface Applications {
  /** The redirect URIs of an application; undefined: there is none of that id. */
  redirectUris(clientId: string): readonly string[] | undefined;
  /** Whether any redirect URI on this machine is taken, whatever is registered. */
  readonly takesLocalRedirects: boolean;
}

/** A request that can be run, or what is wrong with it and where that may be told. */
export type AuthorizeReading =
  | { readonly kind: 'request'; readonly request: JourneyRequest }
  /** Nobody may be redirected: the error page says it. */
  | { readonly kind: 'refused'; readonly fault: JourneyFailed }
  | { readonly kind: 'answered'; readonly request: JourneyRequest; readonly fault: JourneyFailed };

const responseParts = new Set(['code', 'id_token', 'token']);
const responseModes: ReadonlySet<string> = new Set(['query', 'fragment', 'form_post']);
const prompts = new Set(['login', 'none', 'consent', 'select_account']);

/** Reads an authorize request. @see facts engine 3.2, 3.8 */
export function readAuthorizeRequest(
  call: AuthorizeCall,
  applications: Applications,
  responseModeOfCode: ResponseMode,
): AuthorizeReading {
  const refusal = refuseClient(call.parameters, applications);
  if (refusal) return { kind: 'refused', fault: refusal };
  const request = journeyRequest(call, responseModeOfCode);
  const fault = faultOf(request);
  return fault ? { kind: 'answered', request, fault } : { kind: 'request', request };
}

function refuseClient(
  parameters: ReadonlyMap<string, string>,
  { redirectUris, takesLocalRedirects }: Applications,
): JourneyFailed | undefined {
  const clientId = parameters.get('client_id');
  const redirectUri = parameters.get('redirect_uri');
  const refuse = (code: string, problem: string) =>
    new JourneyFailed(problem, {
      aadb2cCode: `AADB2C${code}`,
      error: 'invalid_request',
      isRedirectable: false,
    });
  if (!clientId) return refuse('90008', 'The request does not contain a client_id.');
  const registered = redirectUris(clientId);
  if (!registered) return refuse('90018', `The application "${clientId}" is not registered.`);
  if (!redirectUri || !URL.canParse(redirectUri)) {
    return refuse('90287', 'The request has no redirect_uri, or none that is an absolute URL.');
  }
  const isKnown = registered.includes(redirectUri);
  if (isKnown || (takesLocalRedirects && isLocal(redirectUri))) return undefined;
  return refuse(
    '90006',
    `The redirect URI "${redirectUri}" is not registered for the application.`,
  );
}

/** This machine, or an installed application's own scheme. */
function isLocal(uri: string): boolean {
  const { protocol, hostname } = new URL(uri);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  if (!isWeb)
    return /^(?!javascript|data|vbscript|file|blob|about)[a-z][a-z0-9+.-]*:$/i.test(protocol);
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function journeyRequest(
  { parameters, origin, ipAddress, acceptLanguage }: AuthorizeCall,
  responseModeOfCode: ResponseMode,
): JourneyRequest {
  const get = (name: string) => parameters.get(name);
  const responseTypes = new Set(words(get('response_type')));
  const mode = get('response_mode');
  const byType = [...responseTypes].some((part) => part !== 'code')
    ? 'fragment'
    : responseModeOfCode;
  const isMode = (text: string): text is ResponseMode => responseModes.has(text);
  return {
    endpoint: 'authorize',
    ...{ parameters, origin, ipAddress, responseTypes },
    clientId: get('client_id') ?? '',
    redirectUri: get('redirect_uri') ?? '',
    responseMode: mode !== undefined && isMode(mode) ? mode : byType,
    scopes: words(get('scope')),
    languages: [...words(get('ui_locales')), ...acceptedLanguages(acceptLanguage)],
    ...present({ state: get('state'), nonce: get('nonce'), prompt: get('prompt') }),
  };
}

function present(values: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

/** `de-CH, fr;q=0.5` → the tags, the best first. */
function acceptedLanguages(header = ''): string[] {
  const ranges = header.split(',').map((range) => {
    const [tag = '', quality] = range.split(/;\s*q=/);
    return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
  });
  return ranges
    .filter(({ tag, quality }) => /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

function faultOf({ parameters, responseTypes, scopes }: JourneyRequest): JourneyFailed | undefined {
  const refuse = (code: string, problem: string) =>
    new JourneyFailed(problem, { aadb2cCode: `AADB2C${code}`, error: 'invalid_request' });
  const get = (name: string) => parameters.get(name);
  const isTyped =
    responseTypes.size > 0 && [...responseTypes].every((part) => responseParts.has(part));
  if (!isTyped)
    return refuse('90013', `The response_type "${get('response_type') ?? ''}" is not supported.`);
  const mode = get('response_mode');
  if (mode !== undefined && !responseModes.has(mode)) {
    return refuse('90014', `The response_mode "${mode}" is not supported.`);
  }
  const isMissingOpenid = responseTypes.has('id_token') && !scopes.includes('openid');
  if (isMissingOpenid) return refuse('90110', 'The scope "openid" must be there for an ID token.');
  if (responseTypes.has('token') && resourceScopes(scopes).length === 0) {
    return refuse('90055', 'The scope must name a resource for an access token.');
  }
  if (resourcesOf(scopes).length > 1) return refuse('90146', 'The scope names several resources.');
  return promptFault(get('prompt'), refuse) ?? challengeFault(parameters, refuse);
}

type Refuse = (code: string, problem: string) => JourneyFailed;

function promptFault(prompt: string | undefined, refuse: Refuse): JourneyFailed | undefined {
  if (prompt === undefined || prompts.has(prompt)) return undefined;
  return refuse('90043', `The prompt "${prompt}" is not supported.`);
}

function challengeFault(
  parameters: ReadonlyMap<string, string>,
  refuse: Refuse,
): JourneyFailed | undefined {
  const method = parameters.get('code_challenge_method');
  const isKnown = method === undefined || method === 'S256' || method === 'plain';
  if (!isKnown) return refuse('90184', `The code_challenge_method "${method}" is not supported.`);
  const age = parameters.get('max_age');
  const isAge = age === undefined || /^\d{1,9}$/.test(age);
  return isAge ? undefined : refuse('90120', `The max_age "${age}" is not a number of seconds.`);
}
