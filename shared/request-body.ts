import type { HttpRequest } from '@azure/functions';
import { BodyTooLarge, ClaimsMalformed, ContentTypeUnsupported, LengthRequired } from './errors.ts';

/** The largest body that is read. */
const maximumBytes = 1024 * 1024;

const charset = String.raw`(?:\s*;\s*charset\s*=\s*"?utf-?8"?)?\s*`;

/** Which content types fit where. A payload is the claim's own text: B2C's type for it is unconfirmed. */
export const contentTypes = {
  json: new RegExp(`^application/(?:json|[\\w!#$&^.+-]+\\+json)${charset}$`, 'i'),
  payload: new RegExp(`^(?:application/(?:json|[\\w!#$&^.+-]+\\+json)|text/plain)${charset}$`, 'i'),
  form: new RegExp(`^application/x-www-form-urlencoded${charset}$`, 'i'),
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body as text, without its byte order mark. The size is judged before the body is read.
 * @param isNeeded whether the profile sends claims in it: then its length must be said, because the
 *   host drops chunked bodies. @see facts runtime 1, Requests
 */
export async function readBody(
  request: HttpRequest,
  contentType: RegExp,
  isNeeded: boolean,
): Promise<string> {
  const length = request.headers.get('content-length');
  if (length === null && isNeeded) {
    throw new LengthRequired('The request has a body, but no Content-Length.');
  }
  if (Number(length) > maximumBytes) {
    throw new BodyTooLarge(`The body is larger than ${maximumBytes} bytes.`);
  }
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength === 0) return '';
  if (bytes.byteLength > maximumBytes) {
    throw new BodyTooLarge(`The body is larger than ${maximumBytes} bytes.`);
  }
  if (!contentType.test(request.headers.get('content-type') ?? '')) {
    throw new ContentTypeUnsupported('The Content-Type is not the one that SendClaimsIn asks for.');
  }
  return decode(bytes);
}

function decode(bytes: ArrayBuffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ClaimsMalformed('The body is not UTF-8.');
  }
}
