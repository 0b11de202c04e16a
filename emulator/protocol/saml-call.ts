import type { Context } from 'hono';
import { JourneyFailed } from '../../shared/errors.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import { applicationOf, isSamlPolicy } from '../saml/application.ts';
import type { SamlParty } from '../saml/saml-metadata.ts';
import { isSignedRequest, type ReceivedRequest, receiveRequest } from '../saml/saml-request.ts';
import type { Tenant } from '../tenant.ts';
import { readParameters } from './read-parameters.ts';

/** What came to an endpoint of SAML. */
export interface SamlCall {
  readonly parameters: ReadonlyMap<string, string>;
  /** Of the redirect binding: the query as it was sent. */
  readonly query: string | undefined;
}

/** Reads a message of the redirect binding, or of a form. */
export async function samlCallOf(context: Context): Promise<SamlCall> {
  const query = context.req.method === 'GET' ? new URL(context.req.url).search.slice(1) : undefined;
  return { parameters: await readParameters(context), query };
}

/**
 * A request of the policy's application, signed where its metadata promises that.
 * @param read undefined where the message is of another kind
 * @throws {JourneyFailed} that no application may be told: AADB2C90250, 90165, 90018, 90168
 * @see facts engine 2.12
 */
export async function readSamlCall<Request extends { readonly issuer: string }>(
  tenant: Tenant,
  { policy }: LoadedPolicy,
  { parameters, query }: SamlCall,
  read: (received: ReceivedRequest) => Request | undefined,
): Promise<{ readonly request: Request; readonly application: SamlParty }> {
  if (!isSamlPolicy(policy)) {
    throw refuseSaml('90250', `The policy "${policy.policyId}" is not one of SAML applications.`);
  }
  const received = receiveRequest(parameters, query);
  const request = received && read(received);
  if (!received || !request) throw refuseSaml('90165', 'There is no SAML request in the message.');
  const application = await applicationOf(tenant, policy);
  if (request.issuer !== application.entityId) {
    const message = `The request is of "${request.issuer}", which is not the application of the policy.`;
    throw refuseSaml('90018', message);
  }
  if (application.signsRequests && !(await isSignedRequest(received, application.certificates))) {
    const message = 'The application signs its requests, and this one has no valid signature.';
    throw refuseSaml('90168', message);
  }
  return { request, application };
}

/** A fault that only who looks at the page is told. */
export function refuseSaml(code: string, problem: string): JourneyFailed {
  const aadb2cCode = `AADB2C${code}`;
  return new JourneyFailed(problem, {
    ...{ aadb2cCode, error: 'invalid_request', isRedirectable: false },
  });
}
