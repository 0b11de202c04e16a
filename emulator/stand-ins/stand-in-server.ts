import type { CryptoKey, JWK } from 'jose';
import * as jose from 'jose';
import type { Tenant } from '../tenant.ts';
import type { Person } from './people.ts';
import { ProviderPeople } from './provider-people.ts';

/** What the stand-ins of a tenant share. */
export interface StandInServer
  extends Pick<Tenant, 'now' | 'randomBytes' | 'policies' | 'keyStore'> {
  /** Who can sign in now. */
  readonly people: readonly Person[];
  readonly accounts: ProviderPeople;
  /** Made when the first token is signed: it is none of the tenant's policy keys. */
  readonly signingKey: () => Promise<StandInKey>;
}

/** The key that stand-ins sign with. */
export interface StandInKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Default people where a tenant has none of its own. */
export function standInServer(
  tenant: Pick<Tenant, 'now' | 'randomBytes' | 'policies' | 'keyStore'>,
  people?: readonly Person[],
): StandInServer {
  let key: Promise<StandInKey> | undefined;
  const signingKey = () => {
    key ??= makeKey();
    return key;
  };
  const accounts = new ProviderPeople(people);
  return {
    ...{ ...tenant, accounts, signingKey },
    get people() {
      return accounts.all();
    },
  };
}

async function makeKey(): Promise<StandInKey> {
  const { privateKey, publicKey } = await jose.generateKeyPair('RS256', { extractable: true });
  const { kty = '', n = '', e = '' } = await jose.exportJWK(publicKey);
  const kid = await jose.calculateJwkThumbprint({ kty, n, e });
  return { privateKey, publicJwk: { kid, use: 'sig', alg: 'RS256', kty, n, e } };
}
