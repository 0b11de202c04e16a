import type { Context, Hono } from 'hono';
import { fold } from '../../compiler/id-map.ts';
import { metadataValue } from '../../compiler/metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from '../../compiler/model.ts';
import { technicalProfileType } from '../../compiler/technical-profile-type.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { errorPage } from '../pages/error-page.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import { newSamlId } from '../saml/issue-assertion.ts';
import {
  issuerCertificate,
  issuerSigners,
  issuerUri,
  samlIssuerOf,
} from '../saml/issuer-profile.ts';
import { identityProviderMetadata, serviceProviderMetadata } from '../saml/saml-metadata.ts';
import { unspecifiedFormat } from '../saml/saml-names.ts';
import { isNotFalse, requireHash, serviceProviderAddress } from '../saml/service-provider.ts';
import { signXml } from '../saml/sign-xml.ts';
import { originOf, policyOf, policyPath, type Site, sessionOf } from '../site.ts';
import { startJourney } from '../start-journey.ts';
import { newId } from '../tenant.ts';
import { addressOf } from './authorize.ts';
import { acceptedLanguages } from './authorize-request.ts';
import { errorDescription } from './error-answer.ts';
import { samlCallOf } from './saml-call.ts';
import { samlLogOut } from './saml-log-out.ts';
import { readSamlSignIn } from './saml-sign-in.ts';
import { showJourney } from './show-journey.ts';

/** The endpoints of SAML, as service provider and as identity provider. @see facts engine 2.12, 3.1 */
export function samlRoutes(app: Hono, site: Site): void {
  const base = '/:tenant/:policy/samlp';
  app.get(`${base}/metadata`, faultsAsPage(site, metadata));
  app.on(['GET', 'POST'], `${base}/sso/login`, faultsAsPage(site, signIn));
  app.on(['GET', 'POST'], `${base}/sso/logout`, faultsAsPage(site, samlLogOut));
}

type Answer = (site: Site, context: Context, loaded: LoadedPolicy) => Promise<Response>;

/** Before a request is found good nobody is told but who looks at the page. */
function faultsAsPage(site: Site, answer: Answer) {
  return async (context: Context): Promise<Response> => {
    const loaded = policyOf(site, context);
    if (!loaded) return context.notFound();
    try {
      return await answer(site, context, loaded);
    } catch (fault) {
      if (!(fault instanceof JourneyFailed)) throw fault;
      const told = { correlationId: newId(site.tenant), now: site.tenant.now() };
      return context.html(await errorPage(errorDescription(fault, told)), 400);
    }
  };
}

/** Starts the journey of a SAML application. */
async function signIn(site: Site, context: Context, loaded: LoadedPolicy): Promise<Response> {
  const { tenant } = site;
  const call = await samlCallOf(context);
  const saml = await readSamlSignIn(tenant, loaded, call);
  const session = sessionOf(site, context);
  const started = await startJourney({
    ...{ tenant, loaded, session },
    request: {
      endpoint: 'saml',
      ...{ parameters: call.parameters, saml },
      origin: originOf(context),
      clientId: saml.issuer,
      responseTypes: new Set(),
      scopes: [],
      languages: acceptedLanguages(context.req.header('accept-language')),
      ipAddress: addressOf(context),
      ...(saml.forceAuthn ? { prompt: 'login' } : {}),
    },
  });
  return showJourney(site, context, site.journeys.add(started));
}

/** Of the issuer; with `idptp` those that an identity provider needs of this service provider. */
async function metadata(site: Site, context: Context, loaded: LoadedPolicy): Promise<Response> {
  const base = `${originOf(context)}${policyPath(site, loaded)}`;
  const provider = context.req.query('idptp');
  const profile =
    provider === undefined
      ? samlIssuerOf(loaded.policy)
      : loaded.policy.technicalProfiles.get(provider);
  if (!profile) return context.notFound();
  const id = newSamlId(site.tenant);
  const isPartner = technicalProfileType(profile) === 'saml2';
  const describe = isPartner ? serviceProvider : identityProvider;
  const xml = await describe(site, profile, { id, base, policy: loaded.policy });
  const signed = await signMetadata(site, profile, { id, xml });
  return context.body(signed, 200, { 'content-type': 'application/samlmetadata+xml' });
}

interface Described {
  readonly id: string;
  readonly base: string;
  readonly policy: EffectivePolicy;
}

async function identityProvider(
  { tenant }: Site,
  profile: EffectiveTechnicalProfile,
  { id, base, policy }: Described,
): Promise<string> {
  const { assertion, response } = await issuerSigners(tenant, policy, profile);
  return identityProviderMetadata({
    id,
    entityId: issuerUri(profile, base),
    signInLocation: `${base}/samlp/sso/login`,
    logOutLocation: `${base}/samlp/sso/logout`,
    certificates: [assertion, response].filter((each) => each !== undefined),
    nameIdFormats: [unspecifiedFormat],
  });
}

async function serviceProvider(
  { tenant }: Site,
  profile: EffectiveTechnicalProfile,
  { id, base }: Described,
): Promise<string> {
  const hasDecryption = profile.cryptographicKeys.some(
    (key) => fold(key.id) === 'samlassertiondecryption',
  );
  return serviceProviderMetadata({
    ...{ id, ...serviceProviderAddress(base) },
    certificate: await issuerCertificate(tenant, profile, ['SamlMessageSigning']),
    ...(hasDecryption
      ? { decryption: await issuerCertificate(tenant, profile, ['SamlAssertionDecryption']) }
      : {}),
    signsRequests: isNotFalse(metadataValue(profile, 'WantsSignedRequests')),
    wantsSignedAssertions: isNotFalse(metadataValue(profile, 'WantsSignedAssertions')),
  });
}

async function signMetadata(
  { tenant }: Site,
  profile: EffectiveTechnicalProfile,
  { id, xml }: { readonly id: string; readonly xml: string },
): Promise<string> {
  const certificate = await issuerCertificate(tenant, profile, [
    'MetadataSigning',
    'SamlMessageSigning',
  ]);
  const hash = requireHash(profile.id, metadataValue(profile, 'XmlSignatureAlgorithm'));
  return signXml({ xml, id, certificate, hash });
}
