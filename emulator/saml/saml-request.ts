import { createVerify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { present } from '../../compiler/read-element.ts';
import type { XmlElement } from '../../compiler/xml.ts';
import type { SamlRequest } from '../journey-request.ts';
import { signatureAlgorithms, signedXml } from './sign-xml.ts';
import { attributeOf, childOf, childrenOf, readXml } from './xml-read.ts';

/** An authentication request as it came. */
export interface ReceivedRequest {
  readonly xml: string;
  readonly relayState?: string;
  /** Of the redirect binding: the query as it was sent. Absent: the message came in a form. */
  readonly query?: string;
}

const maximumBytes = 256 * 1024;

/** Reads the parameters of a sign-in; undefined where there is no message in them, or a broken one. */
export function receiveRequest(
  parameters: ReadonlyMap<string, string>,
  query: string | undefined,
): ReceivedRequest | undefined {
  const encoded = parameters.get('SAMLRequest');
  if (encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  const relayState = parameters.get('RelayState');
  try {
    const xml =
      query === undefined ? bytes : inflateRawSync(bytes, { maxOutputLength: maximumBytes });
    return {
      xml: xml.toString('utf8'),
      ...(relayState === undefined ? {} : { relayState }),
      ...(query === undefined ? {} : { query }),
    };
  } catch {
    return undefined;
  }
}

/** What the message says; undefined where it is no AuthnRequest. */
export function readAuthnRequest({ xml, relayState }: ReceivedRequest): SamlRequest | undefined {
  const root = readXml(xml);
  const id = attributeOf(root, 'ID');
  const issuer = childOf(root, 'Issuer')?.text.trim();
  if (root?.name !== 'AuthnRequest' || id === undefined || issuer === undefined) return undefined;
  const nameIdPolicy = childOf(root, 'NameIDPolicy');
  return present({
    ...{ id, issuer, relayState },
    assertionConsumerUrl: attributeOf(root, 'AssertionConsumerServiceURL') ?? '',
    forceAuthn: /^(?:true|1)$/.test(attributeOf(root, 'ForceAuthn') ?? ''),
    nameIdPolicyFormat: attributeOf(nameIdPolicy, 'Format'),
    allowCreate: attributeOf(nameIdPolicy, 'AllowCreate'),
    providerName: attributeOf(root, 'ProviderName'),
    protocolBinding: attributeOf(root, 'ProtocolBinding'),
    subject: childOf(childOf(root, 'Subject'), 'NameID')?.text.trim(),
    authnContextClassReferences: contextClassesOf(root),
  });
}

function contextClassesOf(root: XmlElement): string[] {
  const requested = childOf(root, 'RequestedAuthnContext');
  return childrenOf(requested, 'AuthnContextClassRef').map(({ text }) => text.trim());
}

/** Whether one of the certificates has signed the whole of the request. */
export async function isSignedRequest(
  request: ReceivedRequest,
  certificates: readonly string[],
): Promise<boolean> {
  if (request.query !== undefined) return isSignedQuery(request.query, certificates);
  const covered = await signedXml(request.xml, certificates);
  const whole = readXml(request.xml);
  return covered !== undefined && attributeOf(readXml(covered), 'ID') === attributeOf(whole, 'ID');
}

/** The signature of a redirect covers the query as it was sent, octet for octet. @see SAML bindings 3.4.4.1 */
function isSignedQuery(query: string, certificates: readonly string[]): boolean {
  const raw = new Map(query.split('&').map((pair) => [pair.split('=', 1)[0] ?? '', pair] as const));
  const decoded = new URLSearchParams(query);
  const hash = Object.entries(signatureAlgorithms).find(
    ([, name]) => name === decoded.get('SigAlg'),
  )?.[0];
  const signature = Buffer.from(decoded.get('Signature') ?? '', 'base64');
  const signed = ['SAMLRequest', 'RelayState', 'SigAlg']
    .flatMap((name) => raw.get(name) ?? [])
    .join('&');
  if (hash === undefined) return false;
  return certificates.some((certificate) =>
    createVerify(`RSA-${hash.toUpperCase()}`).update(signed).verify(certificate, signature),
  );
}
