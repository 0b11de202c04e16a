import type { Profile, SAML } from '@node-saml/node-saml';
import { fold } from '../../compiler/id-map.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { Execution, PartnerClaims, ProfileType, ProviderRedirect } from '../profile-type.ts';
import { type AnswerParameters, providerRefused, waitForProvider } from '../provider-answer.ts';
import { partnerOf, type SamlPartner } from '../saml/partner-metadata.ts';
import { bindings } from '../saml/saml-names.ts';
import { openServiceProvider } from '../saml/service-provider.ts';
import { childOf, readXml } from '../saml/xml-read.ts';
import { newSecret } from '../tenant.ts';

/** Signs in at a SAML identity provider: the tenant is the service provider. @see facts engine 2.12 */
export const saml2: ProfileType = {
  type: 'saml2',
  phases: [
    'SessionRestore',
    'InputClaimsTransformations',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
    'SessionSave',
  ],
  parity: {
    grade: 'real',
    how: 'Signed requests by redirect or form, validated responses and assertions, at the provider itself or at a stand-in.',
    missing: 'AuthenticationRequestExtensions and Sha384; the provider is not told of a logout.',
    test: 'test/emulator/profiles/saml2.test.ts',
  },
  execute: async (run) => {
    hintAtExtensions(run);
    const partner = await partnerOf(run);
    const saml = await openServiceProvider(run, partner);
    const redirect = await redirectTo(run, saml, partner);
    return waitForProvider(run, redirect, (answer) => finish(run, saml, answer));
  },
};

/** XML of a policy's own in the request: what it means is between it and its provider. */
function hintAtExtensions(run: ProfileRun): void {
  if (run.metadata('AuthenticationRequestExtensions') === undefined) return;
  const text = 'AuthenticationRequestExtensions are not sent: the emulator does not have them.';
  run.trace({ kind: 'hint', phase: 'Execution', text, position: run.profile.position });
}

async function redirectTo(
  run: ProfileRun,
  saml: SAML,
  { signIn }: SamlPartner,
): Promise<ProviderRedirect> {
  const state = newSecret(run.tenant);
  const common = { technicalProfileId: run.profile.id, state };
  if (signIn.binding === bindings.redirect) {
    // The signature covers the query as it is written: it stays as it is.
    const url = await saml.getAuthorizeUrlAsync(state, undefined, {});
    return { ...common, method: 'GET', url, parameters: new Map() };
  }
  const message = Object.entries(await saml.getAuthorizeMessageAsync(state));
  const fields = message.map(([name, value]) => [name, String(value)] as const);
  return { ...common, method: 'POST', url: signIn.location, parameters: new Map(fields) };
}

async function finish(run: ProfileRun, saml: SAML, answer: AnswerParameters): Promise<Execution> {
  const SAMLResponse = answer.get('SAMLResponse');
  // The library lets a document type pass; no message has one.
  const xml = Buffer.from(SAMLResponse ?? '', 'base64').toString('utf8');
  const message = readXml(xml);
  if (SAMLResponse === undefined || !message) throw providerRefused('invalid_response');
  if (run.isMetadataTrue('WantsEncryptedAssertions') && childOf(message, 'Assertion')) {
    throw providerRefused('assertion_not_encrypted');
  }
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse }).catch((cause) => {
    throw providerRefused(errorOf(cause), cause);
  });
  if (!profile) throw providerRefused('invalid_response');
  return { kind: 'claims', partnerClaim: attributesOf(run, profile) };
}

/** What the provider's status says; everything else is no valid response. */
function errorOf(cause: unknown): string {
  const status = cause instanceof Error && 'xmlStatus' in cause ? String(cause.xmlStatus) : '';
  return /:(?:RequestDenied|AuthnFailed)/.test(status) ? 'access_denied' : 'invalid_response';
}

/** The NameID is `assertionSubjectName`; attributes have their own names, compared with their case. */
function attributesOf(run: ProfileRun, { nameID, attributes }: Profile): PartnerClaims {
  const byName = new Map(Object.entries((attributes ?? {}) as Record<string, unknown>));
  return ({ claimTypeReferenceId, partnerClaimType }) => {
    if (fold(partnerClaimType) === 'assertionsubjectname') return nameID;
    const values = [byName.get(partnerClaimType) ?? []].flat();
    if (run.dataType(claimTypeReferenceId) === 'stringCollection' && values.length > 0)
      return values;
    return values[0];
  };
}
