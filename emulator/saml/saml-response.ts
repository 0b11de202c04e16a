import type { PolicyCertificate } from '../key-store.ts';
import { encryptAssertion } from './encrypt-xml.ts';
import { namespaces, passwordContext, type SignatureHash, statuses } from './saml-names.ts';
import { signXml } from './sign-xml.ts';
import { xmlDateTime, xmlElement, xmlTextElement } from './xml-text.ts';

/** What an identity provider says of a user, or why it says nothing. */
export interface SamlAnswer {
  readonly id: string;
  readonly assertionId: string;
  readonly issuer: string;
  /** The assertion consumer service. */
  readonly destination: string;
  /** The request's ID; absent: nobody asked. */
  readonly inResponseTo?: string;
  /** The service provider. */
  readonly audience: string;
  readonly now: Date;
  readonly notBefore: Date;
  readonly notOnOrAfter: Date;
  readonly subject: SamlSubject;
  /** By name; several values for a collection. */
  readonly attributes: readonly (readonly [name: string, values: readonly string[]])[];
  readonly sessionIndex: string;
  readonly authTime: Date;
}

/** The NameID. */
export interface SamlSubject {
  readonly nameId: string;
  readonly format: string;
}

/** What signs the parts of a response; absent: that part is not signed. */
export interface SamlSigners {
  readonly assertion?: PolicyCertificate;
  readonly response?: PolicyCertificate;
  /** Of the service provider: the assertion is encrypted for it. */
  readonly encryption?: PolicyCertificate;
  readonly hash: SignatureHash;
}

/** A response with one assertion, signed from the inside out. @see SAML core 2.3, 3.3 */
export async function samlResponse(answer: SamlAnswer, signers: SamlSigners): Promise<string> {
  const { hash } = signers;
  const plain = assertionXml(answer);
  const assertion = signers.assertion
    ? await signXml({ xml: plain, id: answer.assertionId, certificate: signers.assertion, hash })
    : plain;
  const sent = signers.encryption
    ? await encryptAssertion(assertion, signers.encryption.certificate)
    : assertion;
  return signResponse(responseXml(answer, success, sent), answer.id, signers);
}

/** A response without an assertion: the user cancelled, or the journey failed. */
export async function samlRefusal(
  answer: Pick<SamlAnswer, 'id' | 'issuer' | 'destination' | 'inResponseTo' | 'now'>,
  message: string,
  signers: SamlSigners,
): Promise<string> {
  const code = xmlElement(
    'samlp:StatusCode',
    { Value: statuses.responder },
    xmlElement('samlp:StatusCode', { Value: statuses.requestDenied }),
  );
  const status = xmlElement(
    'samlp:Status',
    {},
    code,
    xmlTextElement('samlp:StatusMessage', {}, message),
  );
  return signResponse(responseXml(answer, status, ''), answer.id, signers);
}

const success = xmlElement(
  'samlp:Status',
  {},
  xmlElement('samlp:StatusCode', { Value: statuses.success }),
);

function signResponse(xml: string, id: string, { response, hash }: SamlSigners) {
  return response ? signXml({ xml, id, certificate: response, hash }) : xml;
}

function responseXml(
  {
    id,
    issuer,
    destination,
    inResponseTo,
    now,
  }: Pick<SamlAnswer, 'id' | 'issuer' | 'destination' | 'inResponseTo' | 'now'>,
  status: string,
  assertion: string,
): string {
  const attributes = {
    'xmlns:samlp': namespaces.protocol,
    ID: id,
    Version: '2.0',
    IssueInstant: xmlDateTime(now),
    Destination: destination,
    InResponseTo: inResponseTo,
  };
  return xmlElement('samlp:Response', attributes, issuerXml(issuer), status, assertion);
}

function issuerXml(issuer: string): string {
  return xmlTextElement('saml:Issuer', { 'xmlns:saml': namespaces.assertion }, issuer);
}

function assertionXml(answer: SamlAnswer): string {
  const attributes = {
    'xmlns:saml': namespaces.assertion,
    ID: answer.assertionId,
    Version: '2.0',
    IssueInstant: xmlDateTime(answer.now),
  };
  return xmlElement(
    'saml:Assertion',
    attributes,
    xmlTextElement('saml:Issuer', {}, answer.issuer),
    subjectXml(answer),
    conditionsXml(answer),
    authenticationXml(answer),
    attributesXml(answer),
  );
}

function subjectXml({ subject, destination, inResponseTo, notOnOrAfter }: SamlAnswer): string {
  const data = xmlElement('saml:SubjectConfirmationData', {
    Recipient: destination,
    NotOnOrAfter: xmlDateTime(notOnOrAfter),
    InResponseTo: inResponseTo,
  });
  const method = { Method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer' };
  const nameId = xmlTextElement('saml:NameID', { Format: subject.format }, subject.nameId);
  return xmlElement(
    'saml:Subject',
    {},
    nameId,
    xmlElement('saml:SubjectConfirmation', method, data),
  );
}

function conditionsXml({ notBefore, notOnOrAfter, audience }: SamlAnswer): string {
  const times = { NotBefore: xmlDateTime(notBefore), NotOnOrAfter: xmlDateTime(notOnOrAfter) };
  const restriction = xmlElement(
    'saml:AudienceRestriction',
    {},
    xmlTextElement('saml:Audience', {}, audience),
  );
  return xmlElement('saml:Conditions', times, restriction);
}

function authenticationXml({ authTime, sessionIndex }: SamlAnswer): string {
  const context = xmlElement(
    'saml:AuthnContext',
    {},
    xmlTextElement('saml:AuthnContextClassRef', {}, passwordContext),
  );
  const attributes = { AuthnInstant: xmlDateTime(authTime), SessionIndex: sessionIndex };
  return xmlElement('saml:AuthnStatement', attributes, context);
}

function attributesXml({ attributes }: SamlAnswer): string {
  if (attributes.length === 0) return '';
  const written = attributes.map(([Name, values]) =>
    xmlElement(
      'saml:Attribute',
      { Name },
      ...values.map((value) => xmlTextElement('saml:AttributeValue', {}, value)),
    ),
  );
  return xmlElement('saml:AttributeStatement', {}, ...written);
}
