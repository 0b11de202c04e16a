import type { IncomingMessage } from 'node:http';

/** What the issuer answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json: unknown;
}

/** What a client asks of the token endpoint. */
export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly grantType: string | null;
  readonly scope: string | null;
}

const refusals = {
  invalid_client: { status: 401, headers: { 'www-authenticate': 'Basic realm="issuer"' } },
  invalid_request: { status: 400 },
  invalid_scope: { status: 400 },
  unsupported_grant_type: { status: 400 },
  request_too_large: { status: 413, headers: { connection: 'close' } },
} as const;

/** Ends a token request with an OAuth error; the words tell nothing about which part of a credential was wrong. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly reply: Reply;

  constructor(error: keyof typeof refusals) {
    super(error);
    this.reply = { ...refusals[error], json: { error } };
  }
}

const maxBodyBytes = 16 * 1024;

/**
 * Reads a form with credentials in `Authorization: Basic` (as B2C sends them) or in the body.
 * @throws {TokenRefused} for another content type, a repeated parameter, both kinds of credentials,
 *   or more than 16 KiB
 */
export async function readTokenRequest(request: IncomingMessage): Promise<TokenRequest> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(contentType)) {
    throw new TokenRefused('invalid_request');
  }
  const form = new URLSearchParams(await readBody(request));
  if (new Set(form.keys()).size !== form.size) throw new TokenRefused('invalid_request');
  const credentials = readCredentials(request.headers.authorization, form);
  return { ...credentials, grantType: form.get('grant_type'), scope: form.get('scope') };
}

function readCredentials(authorization: string | undefined, form: URLSearchParams) {
  const secret = form.get('client_secret');
  if (authorization === undefined) {
    return { clientId: form.get('client_id') ?? '', clientSecret: secret ?? '' };
  }
  if (secret !== null) throw new TokenRefused('invalid_request');
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) throw new TokenRefused('invalid_client');
  return { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new TokenRefused('request_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
