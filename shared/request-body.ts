import { isUtf8 } from 'node:buffer';
import type { HttpRequest } from '@azure/functions';
import { BodyTooLarge, ClaimsMalformed, ContentTypeUnsupported, LengthRequired } from './errors.ts';

/** The largest body that is read. */
const maximumBytes = 1024 * 1024;

/** Which content types fit where. A payload is the claim's own text: B2C's type for it is unconfirmed. */
export const contentTypes = {
  json: /^application\/(?:json|[\w!#$&^.-]+\+json)$/,
  payload: /^(?:text\/plain|application\/(?:json|[\w!#$&^.-]+\+json))$/,
  form: /^application\/x-www-form-urlencoded$/,
};

const byteOrderMark = '\u{feff}';

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
  if (!fits(request.headers.get('content-type') ?? '', contentType)) {
    throw new ContentTypeUnsupported('The Content-Type is not the one that SendClaimsIn asks for.');
  }
  return decode(bytes);
}

/** Parameters are ignored, but text is UTF-8. @see facts rest-contract 11 */
function fits(header: string, contentType: RegExp): boolean {
  const [type = '', ...parameters] = header.toLowerCase().split(';');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const isUtf8Text = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  return isUtf8Text && contentType.test(type.trim());
}

function decode(bytes: ArrayBuffer): string {
  if (!isUtf8(bytes)) throw new ClaimsMalformed('The body is not UTF-8.');
  const text = Buffer.from(bytes).toString();
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}
