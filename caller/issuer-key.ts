import { join } from 'node:path';
import * as jose from 'jose';
import { readKeyFile, writeKeyFile } from './key-file.ts';

/** The key that signs tokens, and what verifies them. */
export interface SigningKey {
  readonly privateKey: jose.CryptoKey;
  readonly publicJwk: jose.JWK;
  readonly kid: string;
}

const algorithm = 'RS256';

/** Loads `<folder>/issuer.pem`, or makes it for its owner's eyes only; without a folder the key lives in memory. */
export async function loadSigningKey(folder: string | undefined): Promise<SigningKey> {
  const pem = folder === undefined ? await makePem() : await ensurePem(join(folder, 'issuer.pem'));
  return describe(await jose.importPKCS8(pem, algorithm, { extractable: true }));
}

async function ensurePem(file: string): Promise<string> {
  return (await readKeyFile(file)) ?? (await writeKeyFile(file, await makePem(), false));
}

async function makePem(): Promise<string> {
  const { privateKey } = await jose.generateKeyPair(algorithm, { extractable: true });
  return jose.exportPKCS8(privateKey);
}

async function describe(privateKey: jose.CryptoKey): Promise<SigningKey> {
  const { kty, n, e } = await jose.exportJWK(privateKey);
  if (kty === undefined || n === undefined || e === undefined) throw new Error('No RSA key.');
  const jwk: jose.JWK = { kty, n, e };
  const kid = await jose.calculateJwkThumbprint(jwk);
  return { privateKey, kid, publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' } };
}
