import { metadataValue } from '../../compiler/metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from '../../compiler/model.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { SamlMessageResponse } from '../response.ts';
import type { SessionApplication } from '../sso-session.ts';
import type { Tenant } from '../tenant.ts';
import { applicationOf } from './application.ts';
import { newSamlId } from './issue-assertion.ts';
import { issuerCertificate, issuerUri, samlIssuerOf } from './issuer-profile.ts';
import {
  type LogOutMessage,
  type LogOutRequest,
  logOutRequestXml,
  logOutResponseXml,
} from './log-out-messages.ts';
import type { SamlEndpoint, SamlParty } from './saml-metadata.ts';
import { preferredEndpoint, type SamlMessage, signedMessage } from './send-message.ts';
import { requireHash } from './service-provider.ts';

/**
 * Tells a SAML application of the session that its user has signed out. Undefined: it got no assertion, it has no single
 * logout service, or its metadata cannot be had now.
 * @see facts engine 2.13, 3.7
 */
export async function farewellMessage(
  tenant: Tenant,
  { policyId, assertion }: SessionApplication,
  origin: string,
): Promise<SamlMessageResponse | undefined> {
  const policy = tenant.policies.find(policyId)?.policy;
  const profile = policy && samlIssuerOf(policy);
  if (!policy || !profile || !assertion) return undefined;
  const application = await applicationOf(tenant, policy).catch(unlessBroken);
  const endpoint = application && preferredEndpoint(application.singleLogoutServices);
  if (!endpoint) return undefined;
  const message = messageTo(endpoint, { tenant, policy, profile, origin });
  const xml = logOutRequestXml(message, assertion);
  return send(tenant, profile, endpoint, { name: 'SAMLRequest', xml, id: message.id });
}

/** One application that cannot be told does not keep the user signed in. */
function unlessBroken(cause: unknown): undefined {
  if (!(cause instanceof JourneyFailed)) throw cause;
}

/** What an application wants to know that has asked for the logout. */
export interface LogOutAnswer {
  readonly tenant: Tenant;
  readonly policy: EffectivePolicy;
  readonly application: SamlParty;
  readonly origin: string;
  readonly request: LogOutRequest;
  readonly relayState: string | undefined;
  readonly isSignedOut: boolean;
}

/**
 * Answers the application that has asked.
 * @throws {JourneyFailed} AADB2C90274 where its metadata says nowhere that answers go
 */
export async function answerMessage(answer: LogOutAnswer): Promise<SamlMessageResponse> {
  const { tenant, policy, application, request, relayState, isSignedOut } = answer;
  const profile = samlIssuerOf(policy);
  const found = preferredEndpoint(application.singleLogoutServices);
  if (!profile || !found) {
    const problem = `The metadata of "${request.issuer}" has no SingleLogoutService with a binding that is known.`;
    throw new JourneyFailed(problem, { aadb2cCode: 'AADB2C90274', isRedirectable: false });
  }
  const endpoint = { ...found, location: found.responseLocation ?? found.location };
  const message = messageTo(endpoint, { ...answer, profile });
  const xml = logOutResponseXml(message, request, isSignedOut);
  return send(tenant, profile, endpoint, {
    ...{ name: 'SAMLResponse', xml, id: message.id, relayState },
  });
}

interface Sender {
  readonly tenant: Tenant;
  readonly policy: EffectivePolicy;
  readonly profile: EffectiveTechnicalProfile;
  readonly origin: string;
}

function messageTo({ location }: SamlEndpoint, sender: Sender): LogOutMessage {
  const { tenant, policy, profile, origin } = sender;
  return {
    id: newSamlId(tenant),
    issuer: issuerUri(profile, `${origin}/${tenant.name}/${policy.policyId}`),
    destination: location,
    now: tenant.now(),
  };
}

async function send(
  tenant: Tenant,
  profile: EffectiveTechnicalProfile,
  endpoint: SamlEndpoint,
  message: SamlMessage,
): Promise<SamlMessageResponse> {
  const certificate = await issuerCertificate(tenant, profile, ['SamlMessageSigning']);
  const hash = requireHash(profile.id, metadataValue(profile, 'XmlSignatureAlgorithm'));
  return signedMessage(message, endpoint, { certificate, hash });
}
