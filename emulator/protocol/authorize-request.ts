import { JourneyFailed } from '../../shared/errors.ts';
import type { JourneyRequest } from '../journey-request.ts';
import type { ResponseMode } from '../response.ts';
import { type Application, type Applications, isRedirectUri } from './applications.ts';
import { isResponseMode, requestFault } from './authorize-faults.ts';

/** What came to the authorize endpoint. */
export interface AuthorizeCall {
  /** The query, or the form of a POST. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly origin: string;
  readonly ipAddress: string;
  /** The browser's Accept-Language. */
  readonly acceptLanguage?: string;
}

/** A request that can be run, or what is wrong with it and where that may be told. */
export type AuthorizeReading =
  | { readonly kind: 'request'; readonly request: JourneyRequest }
  /** Nobody may be redirected: the error page says it. */
  | { readonly kind: 'refused'; readonly fault: JourneyFailed }
  | { readonly kind: 'answered'; readonly request: JourneyRequest; readonly fault: JourneyFailed };

/** Reads an authorize request. @see facts engine 3.2, 3.8 */
export function readAuthorizeRequest(
  call: AuthorizeCall,
  applications: Applications,
  responseModeOfCode: ResponseMode,
): AuthorizeReading {
  const clientId = call.parameters.get('client_id') ?? '';
  const application = applications.find(clientId);
  const refusal = refuseClient(call.parameters, application, applications);
  if (refusal || !application) return { kind: 'refused', fault: refusal ?? unknown(clientId) };
  const request = journeyRequest(call, responseModeOfCode);
  const fault = requestFault(request, application);
  if (!fault) return { kind: 'request', request };
  return fault.isRedirectable ? { kind: 'answered', request, fault } : { kind: 'refused', fault };
}

function refuse(code: string, problem: string): JourneyFailed {
  const aadb2cCode = `AADB2C${code}`;
  return new JourneyFailed(problem, {
    aadb2cCode,
    error: 'invalid_request',
    isRedirectable: false,
  });
}

function unknown(clientId: string): JourneyFailed {
  if (clientId === '') return refuse('90008', 'The request does not contain a client_id.');
  return refuse('90018', `The application "${clientId}" is not registered.`);
}

/** What nobody may be redirected with. */
function refuseClient(
  parameters: ReadonlyMap<string, string>,
  application: Application | undefined,
  applications: Applications,
): JourneyFailed | undefined {
  const clientId = parameters.get('client_id') ?? '';
  if (clientId === '' || !application) return unknown(clientId);
  if (application.isEnabled === false) {
    return refuse('90092', `The application "${clientId}" is disabled.`);
  }
  const redirectUri = parameters.get('redirect_uri');
  if (!redirectUri || !URL.canParse(redirectUri)) {
    return refuse('90287', 'The request has no redirect_uri, or none that is an absolute URL.');
  }
  if (isRedirectUri(redirectUri, application, applications)) return undefined;
  const { redirectUris, singlePageRedirectUris = [] } = application;
  return redirectUris.length + singlePageRedirectUris.length === 0
    ? refuse('90007', `The application "${clientId}" has no redirect URI.`)
    : refuse('90006', `The redirect URI "${redirectUri}" is not registered for the application.`);
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
  return {
    endpoint: 'authorize',
    ...{ parameters, origin, ipAddress, responseTypes },
    clientId: get('client_id') ?? '',
    redirectUri: get('redirect_uri') ?? '',
    responseMode: mode !== undefined && isResponseMode(mode) ? mode : byType,
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
export function acceptedLanguages(header = ''): string[] {
  const ranges = header.split(',').map((range) => {
    const [tag = '', quality] = range.split(/;\s*q=/);
    return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
  });
  return ranges
    .filter(({ tag, quality }) => /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}
