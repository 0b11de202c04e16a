import type { IssuedAssertion } from '../sso-session.ts';
import { namespaces, statuses } from './saml-names.ts';
import type { ReceivedRequest } from './saml-request.ts';
import { attributeOf, childOf, readXml } from './xml-read.ts';
import { xmlDateTime, xmlElement, xmlTextElement } from './xml-text.ts';

/** What an application says that wants the user signed out. @see SAML core 3.7.1 */
export interface LogOutRequest {
  readonly id: string;
  readonly issuer: string;
  readonly nameId: string;
}

/** Reads a LogoutRequest; undefined where it is none. */
export function readLogOutRequest({ xml }: ReceivedRequest): LogOutRequest | undefined {
  const root = readXml(xml);
  const id = attributeOf(root, 'ID');
  const issuer = childOf(root, 'Issuer')?.text.trim();
  const nameId = childOf(root, 'NameID')?.text.trim();
  if (root?.name !== 'LogoutRequest' || id === undefined) return undefined;
  if (issuer === undefined || nameId === undefined) return undefined;
  return { id, issuer, nameId };
}

/** What every message of a logout says of itself. */
export interface LogOutMessage {
  readonly id: string;
  readonly issuer: string;
  readonly destination: string;
  readonly now: Date;
}

/** Tells an application to sign its user out. @see SAML core 3.7.1 */
export function logOutRequestXml(message: LogOutMessage, assertion: IssuedAssertion): string {
  const { nameId, format, sessionIndex } = assertion;
  return messageXml('LogoutRequest', message, {}, [
    xmlTextElement('saml:NameID', { 'xmlns:saml': namespaces.assertion, Format: format }, nameId),
    xmlTextElement('samlp:SessionIndex', {}, sessionIndex),
  ]);
}

/** Tells the application that asked that the user is signed out, or that it named somebody else. @see SAML core 3.7.2 */
export function logOutResponseXml(
  message: LogOutMessage,
  { id: InResponseTo }: LogOutRequest,
  isSignedOut: boolean,
): string {
  const code = (Value: string, ...inner: string[]) =>
    xmlElement('samlp:StatusCode', { Value }, ...inner);
  const status = isSignedOut
    ? code(statuses.success)
    : code(statuses.requester, code(statuses.unknownPrincipal));
  return messageXml('LogoutResponse', message, { InResponseTo }, [
    xmlElement('samlp:Status', {}, status),
  ]);
}

function messageXml(
  name: string,
  { id, issuer, destination, now }: LogOutMessage,
  more: Readonly<Record<string, string>>,
  content: readonly string[],
): string {
  const attributes = {
    'xmlns:samlp': namespaces.protocol,
    ...{ ID: id, Version: '2.0', IssueInstant: xmlDateTime(now), Destination: destination },
    ...more,
  };
  const issuerXml = xmlTextElement('saml:Issuer', { 'xmlns:saml': namespaces.assertion }, issuer);
  return xmlElement(`samlp:${name}`, attributes, issuerXml, ...content);
}
