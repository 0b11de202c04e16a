/** Namespaces of SAML and of XML signatures. */
export const namespaces = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

/** How a message travels. */
export const bindings = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;

/** What a response says of itself. */
export const statuses = {
  success: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  requester: 'urn:oasis:names:tc:SAML:2.0:status:Requester',
  responder: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
  unknownPrincipal: 'urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal',
  requestDenied: 'urn:oasis:names:tc:SAML:2.0:status:RequestDenied',
} as const;

/** Where nobody asks for another. */
export const unspecifiedFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
/** How the user signed in, where nothing more is known. */
export const passwordContext = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

/** The hash of XmlSignatureAlgorithm. `Sha384` is in no library that we know. @see facts engine 2.12 */
export type SignatureHash = 'sha1' | 'sha256' | 'sha512';

/** Reads XmlSignatureAlgorithm; undefined where the emulator does not have it. Default: Sha1. */
export function signatureHash(metadataValue: string | undefined): SignatureHash | undefined {
  const hash = (metadataValue ?? 'Sha1').toLowerCase();
  return hash === 'sha1' || hash === 'sha256' || hash === 'sha512' ? hash : undefined;
}
