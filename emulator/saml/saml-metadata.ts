import type { XmlElement } from '../../compiler/xml.ts';
import type { PolicyCertificate } from '../key-store.ts';
import { bindings, namespaces } from './saml-names.ts';
import { attributeOf, childOf, childrenOf, readXml } from './xml-read.ts';
import { xmlElement, xmlTextElement } from './xml-text.ts';

/** One address of a party, and how messages come there. */
export interface SamlEndpoint {
  readonly binding: string;
  readonly location: string;
  /** Where answers go, if elsewhere. */
  readonly responseLocation?: string;
}

/** What a party says of itself in its metadata. */
export interface SamlParty {
  readonly entityId: string;
  /** Of an identity provider. */
  readonly signInServices: readonly SamlEndpoint[];
  /** Of a service provider; the first is the default one. */
  readonly assertionConsumers: readonly SamlEndpoint[];
  /** Of a service provider: where it hears that the user has signed out. */
  readonly singleLogoutServices: readonly SamlEndpoint[];
  /** The certificates that it signs with, as PEM. */
  readonly certificates: readonly string[];
  readonly nameIdFormats: readonly string[];
  /** Whether it promises to sign its requests. */
  readonly signsRequests: boolean;
}

/** Reads metadata; undefined where it is none. */
export function readSamlMetadata(text: string): SamlParty | undefined {
  const root = readXml(text.trim());
  const entity = root?.name === 'EntitiesDescriptor' ? childOf(root, 'EntityDescriptor') : root;
  const entityId = attributeOf(entity, 'entityID');
  if (entity?.name !== 'EntityDescriptor' || entityId === undefined) return undefined;
  const provider = childOf(entity, 'IDPSSODescriptor');
  const service = childOf(entity, 'SPSSODescriptor');
  const roles = [provider, service].filter((role) => role !== undefined);
  return {
    entityId,
    signInServices: childrenOf(provider, 'SingleSignOnService').map(endpointOf),
    assertionConsumers: defaultFirst(childrenOf(service, 'AssertionConsumerService')).map(
      endpointOf,
    ),
    singleLogoutServices: childrenOf(service, 'SingleLogoutService').map(endpointOf),
    certificates: roles.flatMap(certificatesOf),
    nameIdFormats: roles.flatMap((role) =>
      childrenOf(role, 'NameIDFormat').map(({ text: format }) => format.trim()),
    ),
    signsRequests: attributeOf(service, 'AuthnRequestsSigned') === 'true',
  };
}

function endpointOf(element: XmlElement): SamlEndpoint {
  const responseLocation = attributeOf(element, 'ResponseLocation');
  return {
    binding: attributeOf(element, 'Binding') ?? bindings.post,
    location: attributeOf(element, 'Location') ?? '',
    ...(responseLocation === undefined ? {} : { responseLocation }),
  };
}

function defaultFirst(services: readonly XmlElement[]): readonly XmlElement[] {
  const isDefault = (service: XmlElement) => Number(attributeOf(service, 'isDefault') === 'true');
  return services.toSorted((one, other) => isDefault(other) - isDefault(one));
}

function certificatesOf(role: XmlElement): string[] {
  return childrenOf(role, 'KeyDescriptor')
    .filter((descriptor) => attributeOf(descriptor, 'use') !== 'encryption')
    .flatMap((descriptor) => childrenOf(childOf(descriptor, 'KeyInfo'), 'X509Data'))
    .flatMap((data) => childrenOf(data, 'X509Certificate'))
    .map(({ text }) => pemOf(text));
}

function pemOf(base64: string): string {
  const lines = base64.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** What is written of an identity provider. */
export interface IdentityProviderMetadata {
  readonly id: string;
  readonly entityId: string;
  readonly signInLocation: string;
  /** Absent: it does not take part in single logout. */
  readonly logOutLocation?: string;
  /** All that it signs with: assertions may have another than messages. */
  readonly certificates: readonly PolicyCertificate[];
  readonly wantsSignedRequests?: boolean;
  readonly nameIdFormats: readonly string[];
}

/** The metadata of an identity provider, unsigned. */
export function identityProviderMetadata(party: IdentityProviderMetadata): string {
  const { signInLocation, logOutLocation } = party;
  const role = xmlElement(
    'md:IDPSSODescriptor',
    {
      WantAuthnRequestsSigned: String(party.wantsSignedRequests ?? false),
      protocolSupportEnumeration: namespaces.protocol,
    },
    ...party.certificates.map((certificate) => keyXml(certificate, 'signing')),
    ...(logOutLocation === undefined ? [] : servicesXml('md:SingleLogoutService', logOutLocation)),
    ...party.nameIdFormats.map((format) => xmlTextElement('md:NameIDFormat', {}, format)),
    ...servicesXml('md:SingleSignOnService', signInLocation),
  );
  return entityXml(party, role);
}

/** One address, by redirect and by form. */
function servicesXml(name: string, Location: string): string[] {
  return [bindings.redirect, bindings.post].map((Binding) =>
    xmlElement(name, { Binding, Location }),
  );
}

/** What is written of a service provider. */
export interface ServiceProviderMetadata {
  readonly id: string;
  readonly entityId: string;
  readonly assertionConsumer: string;
  readonly certificate: PolicyCertificate;
  readonly decryption?: PolicyCertificate;
  readonly signsRequests: boolean;
  readonly wantsSignedAssertions: boolean;
}

/** The metadata of a service provider, unsigned. */
export function serviceProviderMetadata(party: ServiceProviderMetadata): string {
  const consumer = {
    Binding: bindings.post,
    Location: party.assertionConsumer,
    index: '0',
    isDefault: 'true',
  };
  const role = xmlElement(
    'md:SPSSODescriptor',
    {
      AuthnRequestsSigned: String(party.signsRequests),
      WantAssertionsSigned: String(party.wantsSignedAssertions),
      protocolSupportEnumeration: namespaces.protocol,
    },
    keyXml(party.certificate, 'signing'),
    ...(party.decryption ? [keyXml(party.decryption, 'encryption')] : []),
    xmlElement('md:AssertionConsumerService', consumer),
  );
  return entityXml(party, role);
}

function entityXml(
  { id, entityId }: { readonly id: string; readonly entityId: string },
  role: string,
) {
  return xmlElement(
    'md:EntityDescriptor',
    { 'xmlns:md': namespaces.metadata, ID: id, entityID: entityId },
    role,
  );
}

function keyXml({ certificate }: PolicyCertificate, use: 'signing' | 'encryption'): string {
  const base64 = certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const data = xmlElement('ds:X509Data', {}, xmlTextElement('ds:X509Certificate', {}, base64));
  const info = xmlElement('ds:KeyInfo', { 'xmlns:ds': namespaces.signature }, data);
  return xmlElement('md:KeyDescriptor', { use }, info);
}
