import type { PolicyKey, PolicyKeyPurpose } from '../compiler/policy-keys.ts';

/** How a policy key comes into being: the portal's options, and the call of Microsoft Graph. */
export interface KeyCreation {
  readonly portal: string;
  /** What is posted after the key set itself; secrets are named, not shown. */
  readonly graph: { readonly action: string; readonly body: Readonly<Record<string, string>> };
  /** Where the value comes from. */
  readonly value: string;
}

const secret = { use: 'enc', k: '<the value>' };
const pkcs12 = { key: '<the .pfx in base64>', password: '<its password>' };

/**
 * Secrets of calls and of refresh tokens are for encryption, secrets of identity providers and of issuers
 * for signatures. `uploadSecret`, `uploadPkcs12` and `generateKey` are of Graph's beta.
 * @see facts rest-contract 2.1
 */
const creations: Readonly<Record<PolicyKeyPurpose, KeyCreation>> = {
  backend: {
    portal: 'Manual, key usage Encryption',
    graph: { action: 'uploadSecret', body: secret },
    value: 'the one in Key Vault: "countersign keys upload" hands it over unseen',
  },
  'client-certificate': {
    portal: 'Upload, a .pfx with an RSA key of a public authority',
    graph: { action: 'uploadPkcs12', body: pkcs12 },
    value: 'yours; its thumbprint is the setting named below',
  },
  partner: {
    portal: 'Manual, key usage Encryption',
    graph: { action: 'uploadSecret', body: secret },
    value: 'the one that the other side gave you',
  },
  provider: {
    portal: 'Manual, key usage Signature',
    graph: { action: 'uploadSecret', body: { ...secret, use: 'sig' } },
    value: 'the one that the identity provider gave you',
  },
  signing: {
    portal: 'Generate, RSA, key usage Signature',
    graph: { action: 'generateKey', body: { use: 'sig', kty: 'RSA' } },
    value: 'made by B2C',
  },
  encryption: {
    portal: 'Generate, RSA, key usage Encryption',
    graph: { action: 'generateKey', body: { use: 'enc', kty: 'RSA' } },
    value: 'made by B2C',
  },
  certificate: {
    portal: 'Upload, a .pfx',
    graph: { action: 'uploadPkcs12', body: pkcs12 },
    value: 'yours',
  },
};

/** How to create a policy key of this purpose. */
export function creationOf({ purpose }: Pick<PolicyKey, 'purpose'>): KeyCreation {
  return creations[purpose];
}

/** The name that the portal asks for: it puts `B2C_1A_` before it. */
export function portalName(storageReferenceId: string): string {
  return storageReferenceId.replace(/^B2C_1A_/i, '');
}
