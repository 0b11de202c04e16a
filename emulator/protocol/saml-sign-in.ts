import type { SamlRequest } from '../journey-request.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { SamlParty } from '../saml/saml-metadata.ts';
import { bindings } from '../saml/saml-names.ts';
import { readAuthnRequest } from '../saml/saml-request.ts';
import type { Tenant } from '../tenant.ts';
import { readSamlCall, refuseSaml, type SamlCall } from './saml-call.ts';

/**
 * The request of an application, found good: it is the application of the policy, has signed where its
 * metadata promises that, and wants the answer where its metadata says.
 * @throws {JourneyFailed} that no application may be told
 * @see facts engine 2.12
 */
export async function readSamlSignIn(
  tenant: Tenant,
  loaded: LoadedPolicy,
  call: SamlCall,
): Promise<SamlRequest> {
  const { request, application } = await readSamlCall(tenant, loaded, call, readAuthnRequest);
  return { ...request, assertionConsumerUrl: consumerOf(application, request) };
}

function consumerOf(application: SamlParty, { assertionConsumerUrl: wanted }: SamlRequest): string {
  const consumers = application.assertionConsumers.filter(
    ({ binding }) => binding === bindings.post,
  );
  const found = consumers.find(({ location }) => wanted === '' || location === wanted);
  if (found && /^https?:/i.test(found.location)) return found.location;
  throw refuseSaml(
    '90006',
    `The metadata of the application has no assertion consumer "${wanted}".`,
  );
}
