import type { Context } from 'hono';
import { isMetadataTrue } from '../../compiler/metadata-value.ts';
import { partnerClaimTypeOf } from '../../compiler/partner-claim-type.ts';
import { policyKeyOf } from '../../compiler/policy-key.ts';
import type { SamlRequest } from '../journey-request.ts';
import { errorPage } from '../pages/error-page.ts';
import { readParameters } from '../protocol/read-parameters.ts';
import { postForm } from '../protocol/send-response.ts';
import { identityProviderMetadata, readSamlMetadata } from '../saml/saml-metadata.ts';
import { signatureHash, unspecifiedFormat } from '../saml/saml-names.ts';
import { isSignedRequest, readAuthnRequest, receiveRequest } from '../saml/saml-request.ts';
import {
  type SamlAnswer,
  type SamlSigners,
  samlRefusal,
  samlResponse,
} from '../saml/saml-response.ts';
import { isNotFalse } from '../saml/service-provider.ts';
import { newSecret } from '../tenant.ts';
import { askForPerson, personField } from './choose-person.ts';
import type { Handles } from './handles.ts';
import type { Person } from './people.ts';
import { personClaims, subjectOf } from './person-claims.ts';
import { metadataOf, type PlayedProfile } from './played-profile.ts';
import type { StandInServer } from './stand-in-server.ts';

/** One request to a SAML stand-in. */
export interface SamlCall {
  readonly server: StandInServer;
  /** Requests that were found good, while the person is chosen. */
  readonly requests: Handles<SamlRequest>;
  readonly played: PlayedProfile;
  readonly context: Context;
}

const requestField = 'stand-in-request';
const minuteMs = 60_000;

/** The metadata of the identity provider that is played. */
export async function samlStandInMetadata({
  server,
  played,
  context,
}: SamlCall): Promise<Response> {
  const xml = identityProviderMetadata({
    id: newId(server),
    entityId: entityIdOf(played),
    signInLocation: `${played.base}/saml/sign-in`,
    certificates: [await certificateOf(server)],
    nameIdFormats: [unspecifiedFormat],
  });
  return context.body(xml, 200, { 'content-type': 'application/samlmetadata+xml' });
}

/** Asks who signs in, and answers with a signed response. */
export async function samlSignIn(call: SamlCall): Promise<Response> {
  const { server, requests, played, context } = call;
  const parameters = await readParameters(context);
  const request = requests.take(parameters.get(requestField) ?? '');
  if (request) return answerRequest(call, request, parameters.get(personField));
  const received = await receive(call, parameters);
  if (typeof received === 'string') return context.html(await errorPage(received), 400);
  const handle = newSecret(server);
  requests.add(handle, received);
  return askForPerson(context, {
    ...{ played, people: server.people, action: `${played.base}/saml/sign-in` },
    parameters: new Map([[requestField, handle]]),
  });
}

/** The request, or what is wrong with it. */
async function receive(
  { server, played, context }: SamlCall,
  parameters: ReadonlyMap<string, string>,
): Promise<SamlRequest | string> {
  const query = context.req.method === 'GET' ? new URL(context.req.url).search.slice(1) : undefined;
  const received = receiveRequest(parameters, query);
  const request = received && readAuthnRequest(received);
  if (!received || !request) return 'There is no SAML request.';
  const { assertionConsumerUrl: url } = request;
  const isOwn = URL.canParse(url) && new URL(url).origin === new URL(played.base).origin;
  if (!isOwn) return `The assertion consumer "${url}" is none of this emulator.`;
  const key = policyKeyOf(played.profile, 'SamlMessageSigning');
  if (key === undefined || !isNotFalse(metadataOf(played, 'WantsSignedRequests'))) return request;
  const { certificate } = await server.keyStore.certificate(key);
  return (await isSignedRequest(received, [certificate])) ? request : 'The request is not signed.';
}

async function answerRequest(
  { server, played, context }: SamlCall,
  request: SamlRequest,
  personId: string | undefined,
): Promise<Response> {
  const person = server.people.find(({ id }) => id === personId);
  const signers = await signersOf(server, played);
  const answer = answerOf(server, played, request);
  const xml = person
    ? await samlResponse({ ...answer, ...subjectAndAttributes(played, request, person) }, signers)
    : await samlRefusal(answer, 'The user has cancelled.', signers);
  const { relayState, assertionConsumerUrl } = request;
  return postForm(
    context,
    assertionConsumerUrl,
    new Map([
      ['SAMLResponse', Buffer.from(xml).toString('base64')],
      ...(relayState === undefined ? [] : [['RelayState', relayState] as const]),
    ]),
  );
}

function answerOf(server: StandInServer, played: PlayedProfile, request: SamlRequest) {
  const now = server.now();
  return {
    id: newId(server),
    assertionId: newId(server),
    issuer: entityIdOf(played),
    destination: request.assertionConsumerUrl,
    inResponseTo: request.id,
    audience: request.issuer,
    notBefore: new Date(now.getTime() - minuteMs),
    notOnOrAfter: new Date(now.getTime() + 5 * minuteMs),
    sessionIndex: newId(server),
    ...{ now, authTime: now },
  };
}

function subjectAndAttributes(
  played: PlayedProfile,
  { nameIdPolicyFormat: format = unspecifiedFormat }: SamlRequest,
  person: Person,
): Pick<SamlAnswer, 'subject' | 'attributes'> {
  const { email } = person;
  const isByEmail = format.endsWith(':emailAddress') && email !== undefined;
  const claims = new Map(Object.entries(personClaims(played, person)));
  const names = new Set(
    played.profile.outputClaims.map((claim) =>
      partnerClaimTypeOf(played.policy, played.profile, claim),
    ),
  );
  names.delete('assertionSubjectName');
  const attributes = [...names].flatMap((name) => {
    const values = [claims.get(name) ?? []].flat().map(String);
    return values.length === 0 ? [] : [[name, values] as const];
  });
  return { subject: { nameId: isByEmail ? email : subjectOf(played, person), format }, attributes };
}

/** What the policy expects of the provider, that is signed. */
async function signersOf(server: StandInServer, played: PlayedProfile): Promise<SamlSigners> {
  const certificate = await certificateOf(server);
  const value = (key: string) => metadataOf(played, key);
  const isResponseSigned = isNotFalse(value('ResponsesSigned'));
  // A service provider that cares for no signature still gets one.
  const isAssertionSigned = isNotFalse(value('WantsSignedAssertions')) || !isResponseSigned;
  const encryptionKey = policyKeyOf(played.profile, 'SamlAssertionDecryption');
  const isEncrypted = isMetadataTrue(played.profile, 'WantsEncryptedAssertions');
  return {
    ...(isEncrypted && encryptionKey !== undefined
      ? { encryption: await server.keyStore.certificate(encryptionKey) }
      : {}),
    hash: signatureHash(value('XmlSignatureAlgorithm')) ?? 'sha256',
    ...(isAssertionSigned ? { assertion: certificate } : {}),
    ...(isResponseSigned ? { response: certificate } : {}),
  };
}

/** The provider's own name, as far as the policy tells it. */
function entityIdOf(played: PlayedProfile): string {
  const partner = metadataOf(played, 'PartnerEntity') ?? played.base;
  return partner.startsWith('<') ? (readSamlMetadata(partner)?.entityId ?? played.base) : partner;
}

function certificateOf({ keyStore }: StandInServer) {
  return keyStore.certificate('StandIn_Saml');
}

/** An ID of XML may not begin with a digit. */
function newId({ randomBytes }: StandInServer): string {
  return `_${Buffer.from(randomBytes(20)).toString('hex')}`;
}
