import { createSign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { PolicyCertificate } from '../key-store.ts';
import type { SamlMessageResponse } from '../response.ts';
import type { SamlEndpoint } from './saml-metadata.ts';
import { bindings, type SignatureHash } from './saml-names.ts';
import { signatureAlgorithms, signXml } from './sign-xml.ts';

/** A message of ours, before it is signed. */
export interface SamlMessage {
  readonly name: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly id: string;
  readonly relayState?: string | undefined;
}

/** The endpoint that a message is sent to: by redirect where it can be. Undefined: it has none that is known here. */
export function preferredEndpoint(endpoints: readonly SamlEndpoint[]): SamlEndpoint | undefined {
  const isAddress = ({ location, responseLocation = location }: SamlEndpoint) =>
    [location, responseLocation].every((each) => /^https?:/i.test(each));
  const known = endpoints.filter(isAddress);
  return (
    known.find(({ binding }) => binding === bindings.redirect) ??
    known.find(({ binding }) => binding === bindings.post)
  );
}

/** The message as its binding has it: signed within a form, or beside it in the query. @see SAML bindings 3.4.4.1, 3.5 */
export async function signedMessage(
  message: SamlMessage,
  { binding, location: url }: SamlEndpoint,
  signer: { readonly certificate: PolicyCertificate; readonly hash: SignatureHash },
): Promise<SamlMessageResponse> {
  const { name, xml, id, relayState } = message;
  const relay = relayState === undefined ? [] : [['RelayState', relayState] as const];
  if (binding === bindings.post) {
    const signed = await signXml({ xml, id, ...signer });
    const parameters = new Map([[name, Buffer.from(signed).toString('base64')], ...relay]);
    return { kind: 'saml', url, binding: 'HTTP-POST', parameters };
  }
  const parameters = new Map([
    [name, deflateRawSync(xml).toString('base64')],
    ...relay,
    ['SigAlg', signatureAlgorithms[signer.hash]],
  ]);
  const signed = new URLSearchParams([...parameters]).toString();
  const signature = createSign(`RSA-${signer.hash.toUpperCase()}`).update(signed);
  parameters.set('Signature', signature.sign(signer.certificate.privateKey, 'base64'));
  return { kind: 'saml', url, binding: 'HTTP-Redirect', parameters };
}
