import { JourneyFailed } from '../../shared/errors.ts';
import type { SamlRequest } from '../journey-request.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import { applicationOf, isSamlPolicy } from '../saml/application.ts';
import type { SamlParty } from '../saml/saml-metadata.ts';
import { bindings } from '../saml/saml-names.ts';
import { isSignedRequest, readAuthnRequest, receiveRequest } from '../saml/saml-request.ts';
import type { Tenant } from '../tenant.ts';

/** What came to the sign-in endpoint. */
export interface SamlSignInCall {
  readonly parameters: ReadonlyMap<string, string>;
  /** Of the redirect binding: the query as it was sent. */
  readonly query: string | undefined;
}

/**
 * The request of an application, found good: it is the application of the policy, has signed where its
 * metadata promises that, and wants the answer where its metadata says.
 * @throws {JourneyFailed} that no application may be told
 * @see facts engine 2.12
 */
export async function readSamlSignIn(
  tenant: Tenant,
  { policy }: LoadedPolicy,
  { parameters, query }: SamlSignInCall,
): Promise<SamlRequest> {
  if (!isSamlPolicy(policy)) {
    throw refuse('90250', `The policy "${policy.policyId}" is not one of SAML applications.`);
  }
  const received = receiveRequest(parameters, query);
  const request = received && readAuthnRequest(received);
  if (!received || !request) throw refuse('90165', 'There is no SAML request in the message.');
  const application = await applicationOf(tenant, policy);
  if (request.issuer !== application.entityId) {
    const message = `The request is of "${request.issuer}", which is not the application of the policy.`;
    throw refuse('90018', message);
  }
  if (application.signsRequests && !(await isSignedRequest(received, application.certificates))) {
    throw refuse(
      '90168',
      'The application signs its requests, and this one has no valid signature.',
    );
  }
  return { ...request, assertionConsumerUrl: consumerOf(application, request) };
}

function consumerOf(application: SamlParty, { assertionConsumerUrl: wanted }: SamlRequest): string {
  const consumers = application.assertionConsumers.filter(
    ({ binding }) => binding === bindings.post,
  );
  const found = consumers.find(({ location }) => wanted === '' || location === wanted);
  if (found && /^https?:/i.test(found.location)) return found.location;
  throw refuse('90006', `The metadata of the application has no assertion consumer "${wanted}".`);
}

function refuse(code: string, problem: string): JourneyFailed {
  const aadb2cCode = `AADB2C${code}`;
  return new JourneyFailed(problem, {
    aadb2cCode,
    error: 'invalid_request',
    isRedirectable: false,
  });
}
