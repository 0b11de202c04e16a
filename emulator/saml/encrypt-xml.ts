import { X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { namespaces } from './saml-names.ts';
import { xmlElement } from './xml-text.ts';

/** The assertion as only the owner of the certificate's key can read it. @see facts engine 2.12 */
export async function encryptAssertion(assertion: string, certificate: string): Promise<string> {
  const { default: xmlEncryption } = await import('xml-encryption');
  const publicKey = new X509Certificate(certificate).publicKey;
  const encrypted = await promisify(xmlEncryption.encrypt)(assertion, {
    rsa_pub: publicKey.export({ type: 'spki', format: 'pem' }),
    pem: certificate,
    encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  });
  return xmlElement('saml:EncryptedAssertion', { 'xmlns:saml': namespaces.assertion }, encrypted);
}
