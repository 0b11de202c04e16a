import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import jwt from 'jsonwebtoken';
import { listen } from './listen.ts';
import type { Scope } from './scope.ts';

/** What a test forges of a token; the rest is as it should be. */
export interface Forging {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject | string;
  readonly algorithm?: jwt.Algorithm;
  readonly kid?: string;
}

/** An issuer of two tenants and two keys, all of which it publishes. */
export interface TokenIssuer {
  /** Of version 2; of version 1 is `<url>/v1/`. */
  readonly url: string;
  readonly keys: Readonly<Record<'current' | 'next' | 'stranger', KeyObject>>;
  /** The current key as everybody can read it. */
  readonly publicKey: KeyObject;
  sign(forging?: Forging): string;
}

/** The audience and client of the tokens. */
export const tokenAudience = 'api://club';
export const tokenClient = 'client-1';

/** Starts it on a free port. Tokens are made with a library that is none of what judges them. */
export async function startTokenIssuer(scope: Scope): Promise<TokenIssuer> {
  const [current, next, stranger] = [newKey(), newKey(), newKey()];
  const server = createServer(({ url, headers }, response) => {
    const base = `http://${headers.host}`;
    const isV1 = url?.startsWith('/v1/');
    const keys = [jwkOf(current.publicKey, 'current'), jwkOf(next.publicKey, 'next')];
    const discovery = { issuer: isV1 ? `${base}/v1/` : base, jwks_uri: `${base}/keys` };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(url === '/keys' ? { keys } : discovery));
  });
  const url = `http://127.0.0.1:${await listen(scope, server)}`;
  return {
    url,
    keys: {
      current: current.privateKey,
      next: next.privateKey,
      stranger: stranger.privateKey,
    },
    publicKey: current.publicKey,
    sign: (forging = {}) => sign(url, current.privateKey, forging),
  };
}

function sign(issuer: string, ownKey: KeyObject, forging: Forging): string {
  const { claims = {}, key = ownKey, algorithm = 'RS256', kid = 'current' } = forging;
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now, exp: now + 3600 };
  const payload = { iss: issuer, aud: tokenAudience, azp: tokenClient, ...times, ...claims };
  const header = { alg: algorithm, typ: 'JWT', kid, ...forging.header };
  return jwt.sign(JSON.stringify(payload), key as jwt.Secret, { algorithm, header });
}

function newKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function jwkOf(publicKey: KeyObject, kid: string): object {
  return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
}
