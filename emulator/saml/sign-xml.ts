import type { PolicyCertificate } from '../key-store.ts';
import type { SignatureHash } from './saml-names.ts';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

const digests = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
} as const;

/** The name of an RSA signature with this hash, in XML and in the query of a redirect. */
export const signatureAlgorithms = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  sha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  sha512: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
} as const;

/** What is signed, and with what. */
export interface XmlToSign {
  readonly xml: string;
  /** The ID of the element that is signed: the signature goes into it. */
  readonly id: string;
  readonly certificate: PolicyCertificate;
  readonly hash: SignatureHash;
}

/** The XML with an enveloped signature, behind the element's Issuer where it has one. */
export async function signXml({ xml, id, certificate, hash }: XmlToSign): Promise<string> {
  const { SignedXml } = await import('xml-crypto');
  const element = `//*[@ID='${id}']`;
  const hasIssuer = xml.includes('<saml:Issuer');
  const signature = new SignedXml({
    privateKey: certificate.privateKey,
    publicCert: certificate.certificate,
    signatureAlgorithm: signatureAlgorithms[hash],
    canonicalizationAlgorithm: exclusive,
  });
  signature.addReference({
    xpath: element,
    transforms: [enveloped, exclusive],
    digestAlgorithm: digests[hash],
  });
  const location = hasIssuer
    ? ({ reference: `${element}/*[local-name(.)='Issuer']`, action: 'after' } as const)
    : ({ reference: element, action: 'prepend' } as const);
  signature.computeSignature(xml, { prefix: 'ds', location });
  return signature.getSignedXml();
}

/**
 * What a signature covers, as XML: nothing else of the message may be believed. Undefined where none
 * of the certificates has signed it.
 */
export async function signedXml(
  xml: string,
  certificates: readonly string[],
): Promise<string | undefined> {
  const { SignedXml } = await import('xml-crypto');
  for (const publicCert of certificates) {
    const signature = new SignedXml({ publicCert, getCertFromKeyInfo: () => null });
    try {
      const [start, end] = [xml.search(/<(?:[\w.-]+:)?Signature[\s>]/), signatureEnd(xml)];
      if (start < 0 || end < 0) return undefined;
      signature.loadSignature(xml.slice(start, end));
      if (signature.checkSignature(xml)) return signature.getSignedReferences()[0];
    } catch {
      // another certificate may have signed it
    }
  }
  return undefined;
}

function signatureEnd(xml: string): number {
  const [match] = [...xml.matchAll(/<\/(?:[\w.-]+:)?Signature>/g)];
  return match ? match.index + match[0].length : -1;
}
