import type { SendClaimsIn } from '../compiler/restful-technical-profile.ts';
import { type ClaimForm, claimToJson, claimToText } from './claim-forms.ts';
import {
  collectInputClaims,
  findSentClaim,
  type RequestSource,
  type SentClaim,
} from './input-claims.ts';
import { RequestNotSent } from './request-not-sent.ts';
import { fillPlaceholders } from './service-url.ts';

/** A request before it has credentials. A body always travels with its Content-Length. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** What no documentation settles; each has a default, and tests run the others too. */
export interface EncodeOptions {
  /** @see facts rest-contract 1.6 */
  readonly claimForm: ClaimForm;
  /** What Body sends where no claim has a value. @see facts rest-contract 1.3 */
  readonly emptyBody: '{}' | '';
  /** @see facts rest-contract 1.3 */
  readonly jsonContentType: 'application/json' | 'application/json; charset=utf-8';
  /** Whether the claim of UseClaimAsBearerToken is sent like the others too. @see facts rest-contract 11 */
  readonly bearerClaim: 'sent' | 'omitted';
  /** What an InputClaim with `Required="true"` and no value does. @see facts rest-contract 1.4 */
  readonly missingRequired: 'fail' | 'send';
}

/** The likeliest of each. */
export const encodeDefaults: EncodeOptions = {
  claimForm: 'native',
  emptyBody: '{}',
  jsonContentType: 'application/json',
  bearerClaim: 'sent',
  missingRequired: 'fail',
};

/**
 * The request that B2C makes of a claims bag, without credentials.
 * @throws {RequestNotSent} where B2C could not even call
 * @see facts rest-contract 1.3 to 1.6
 */
export function encodeRequest(
  source: RequestSource,
  options: EncodeOptions = encodeDefaults,
): WireRequest {
  const collected = collectInputClaims(source, options.missingRequired);
  const { authentication, sendClaimsIn } = source.profile;
  const bearer =
    authentication.type === 'BearerClaim'
      ? findSentClaim(collected, authentication.claim)
      : undefined;
  const sent =
    options.bearerClaim === 'omitted' ? collected.filter((claim) => claim !== bearer) : collected;
  return encoders[sendClaimsIn]({ source, sent, options });
}

interface Encoding {
  readonly source: RequestSource;
  readonly sent: readonly SentClaim[];
  readonly options: EncodeOptions;
}

const encoders: Readonly<Record<SendClaimsIn, (encoding: Encoding) => WireRequest>> = {
  Body: encodeBody,
  Form: encodeForm,
  QueryString: encodeQueryString,
  Url: encodeUrl,
  Header: encodeHeader,
};

function encodeBody({ source, sent, options }: Encoding): WireRequest {
  const { method, serviceUrl, claimUsedForRequestPayload: payloadClaim } = source.profile;
  const headers = [['content-type', options.jsonContentType]] as const;
  const body = payloadClaim === undefined ? jsonBody(sent, options) : payload(sent, payloadClaim);
  return { method, url: parseServiceUrl(serviceUrl), headers, body };
}

function jsonBody(sent: readonly SentClaim[], { claimForm, emptyBody }: EncodeOptions): string {
  if (sent.length === 0) return emptyBody;
  const members = sent.map(({ wireName, value, dataType }) => {
    return `${JSON.stringify(wireName)}:${claimToJson(value, dataType, claimForm)}`;
  });
  return `{${members.join(',')}}`;
}

/** The claim's text is the body, whole and as it is; the other claims are not sent. */
function payload(sent: readonly SentClaim[], payloadClaim: string): string {
  const claim = findSentClaim(sent, payloadClaim);
  return claim === undefined ? '' : claimToText(claim.value, claim.dataType, 'native');
}

function encodeForm({ source, sent, options }: Encoding): WireRequest {
  const { method, serviceUrl } = source.profile;
  const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
  const body = new URLSearchParams(textPairs(sent, options)).toString();
  return { method, url: parseServiceUrl(serviceUrl), headers, body };
}

function encodeQueryString({ source, sent, options }: Encoding): WireRequest {
  const { method, serviceUrl } = source.profile;
  const url = parseServiceUrl(serviceUrl);
  const pairs = textPairs(sent, options).map((pair) => pair.map(encodeURIComponent).join('='));
  url.search = [url.search.slice(1), ...pairs].filter((part) => part !== '').join('&');
  return { method, url, headers: [] };
}

function encodeUrl({ source, sent, options }: Encoding): WireRequest {
  const { method, serviceUrl, inputClaims } = source.profile;
  const texts = new Map(textPairs(sent, options));
  return {
    method,
    url: parseServiceUrl(fillPlaceholders(serviceUrl, inputClaims, texts)),
    headers: [],
  };
}

function encodeHeader({ source, sent, options }: Encoding): WireRequest {
  const { method, serviceUrl } = source.profile;
  const headers = textPairs(sent, options);
  for (const [name, value] of headers) checkHeader(name, value);
  return { method, url: parseServiceUrl(serviceUrl), headers };
}

function textPairs(sent: readonly SentClaim[], { claimForm }: EncodeOptions): [string, string][] {
  return sent.map(({ wireName, value, dataType }) => [
    wireName,
    claimToText(value, dataType, claimForm),
  ]);
}

const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const headersOfTheConnection =
  /^(connection|content-length|expect|host|te|trailer|transfer-encoding|upgrade)$/i;

/** What B2C does with other text is unknown; a claim never writes a second header. */
function checkHeader(name: string, value: string): void {
  if (!headerName.test(name) || headersOfTheConnection.test(name)) {
    throw new RequestNotSent('header-not-possible', `"${name}" cannot be the name of a header.`);
  }
  if (!/^[\t\x20-\x7e]*$/.test(value)) {
    const message = `The value of the claim "${name}" has characters that a header cannot carry.`;
    throw new RequestNotSent('header-not-possible', message);
  }
}

/** WHATWG URLs let braces into a host name: a placeholder there is a fault of the policy. */
function parseServiceUrl(text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && !/[{}]/.test(url.hostname)) return url;
  const message = 'The ServiceUrl is no http or https URL, or has a placeholder in its host name.';
  throw new RequestNotSent('service-url-unusable', message);
}
