import type { CryptoKey, JWK } from 'jose';

/** A policy key that signs tokens: RS256. */
export interface SigningPolicyKey {
  readonly storageReferenceId: string;
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly notBefore: Date;
}

/** A policy key that is a certificate: it signs and decrypts SAML messages. Both as PEM. */
export interface PolicyCertificate {
  readonly privateKey: string;
  readonly certificate: string;
}

/** The policy keys of a tenant, made at first use and kept. @see facts engine 1.1 */
export interface KeyStore {
  /** The key that signs under this StorageReferenceId now: the newest of its name. */
  signingKey(storageReferenceId: string): Promise<SigningPolicyKey>;
  /** The keys whose signatures are believed, newest first: what the JWKS endpoint shows. */
  signingKeys(): Promise<readonly SigningPolicyKey[]>;
  /** Makes a new key that signs from now on; the former one stays believed. */
  rollOver(storageReferenceId: string): Promise<SigningPolicyKey>;
  /** A certificate and its key: the tenant's own PEM of that name, else a self-signed one. */
  certificate(storageReferenceId: string): Promise<PolicyCertificate>;
  /** The text of a symmetric key: the tenant's secret of that name, else one that is made. */
  secret(storageReferenceId: string): string;
}
