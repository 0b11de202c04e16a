import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as jose from 'jose';
import { loadSigningKey, type SigningKey } from './issuer-key.ts';
import { type Reply, readTokenRequest, TokenRefused } from './token-request.ts';

/** What the local issuer needs to know. */
export interface IssuerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The `iss` of its tokens and of its discovery document; by default its own URL. */
  readonly issuer?: string;
  /** The API that tokens are for: `aud`, and the scope is `<audience>/.default`. */
  readonly audience: string;
  /** Client id → secret. */
  readonly clients: ReadonlyMap<string, string>;
  /** Where `issuer.pem` lies; without it the key lives as long as the issuer. */
  readonly keyFolder?: string;
  readonly now?: () => Date;
}

/** A running issuer. */
export interface Issuer {
  readonly url: string;
  close(): Promise<void>;
}

const lifetimeSeconds = 3600;

/** As the issuer's name has it, where that is an address of this server. */
function publicUrl(port: number, issuer: string | undefined): string {
  const named = URL.parse(issuer ?? '');
  return named?.port === String(port) ? named.origin : `http://127.0.0.1:${port}`;
}

/**
 * Starts a token issuer for development on 127.0.0.1: discovery, JWKS, and the client-credentials
 * grant, with the paths and claims of Entra's, so that a policy differs in the origin alone. Paths
 * may have a tenant or `/v2.0` before them.
 * @throws where the port is in use (`EADDRINUSE`)
 * @see facts rest-contract 2.3
 */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const key = await loadSigningKey(options.keyFolder);
  const server = createServer((request, response) => {
    const url = publicUrl((server.address() as AddressInfo).port, options.issuer);
    const issuer = { options, key, url, iss: options.issuer ?? url };
    answer(issuer, request).then(
      (reply) => write(response, reply),
      (cause: unknown) =>
        write(response, cause instanceof TokenRefused ? cause.reply : brokenReply),
    );
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  await promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

interface RunningIssuer {
  readonly options: IssuerOptions;
  readonly key: SigningKey;
  readonly url: string;
  readonly iss: string;
}

const notFoundReply: Reply = { status: 404, json: { error: 'not_found' } };
const brokenReply: Reply = { status: 500, json: { error: 'server_error' } };

async function answer(issuer: RunningIssuer, request: IncomingMessage): Promise<Reply> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && path.endsWith('/.well-known/openid-configuration')) {
    return { status: 200, json: discovery(issuer) };
  }
  if (isRead && path.endsWith('/discovery/v2.0/keys')) {
    return { status: 200, json: { keys: [issuer.key.publicJwk] } };
  }
  const isToken = request.method === 'POST' && path.endsWith('/oauth2/v2.0/token');
  return isToken ? await issueToken(issuer, request) : notFoundReply;
}

function discovery({ url, iss }: RunningIssuer) {
  return {
    issuer: iss,
    token_endpoint: `${url}/oauth2/v2.0/token`,
    jwks_uri: `${url}/discovery/v2.0/keys`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    response_types_supported: [],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

async function issueToken(issuer: RunningIssuer, request: IncomingMessage): Promise<Reply> {
  const { clientId, clientSecret, grantType, scope } = await readTokenRequest(request);
  const { clients, audience, now = () => new Date() } = issuer.options;
  if (!isSecretOf(clients, clientId, clientSecret)) throw new TokenRefused('invalid_client');
  if (grantType !== 'client_credentials') throw new TokenRefused('unsupported_grant_type');
  if (scope !== `${audience}/.default`) throw new TokenRefused('invalid_scope');
  const issuedAt = Math.floor(now().getTime() / 1000);
  const accessToken = await new jose.SignJWT({ azp: clientId, appid: clientId, ver: '2.0' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: issuer.key.kid })
    .setIssuer(issuer.iss)
    .setAudience(audience)
    .setSubject(clientId)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(issuer.key.privateKey);
  const json = { token_type: 'Bearer', expires_in: lifetimeSeconds, access_token: accessToken };
  return { status: 200, json };
}

/** Takes the same time for an unknown client as for a wrong secret. */
function isSecretOf(clients: ReadonlyMap<string, string>, id: string, secret: string): boolean {
  const expected = clients.get(id);
  const isEqual = timingSafeEqual(digest(expected ?? ''), digest(secret));
  return isEqual && expected !== undefined && expected !== '';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function write(response: ServerResponse, { status, headers, json }: Reply): void {
  const body = JSON.stringify(json);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}
