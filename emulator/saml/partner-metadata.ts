import { JourneyFailed } from '../../shared/errors.ts';
import type { ProfileRun } from '../profile-run.ts';
import { callProvider } from '../provider-call.ts';
import { type ProviderEndpoint, providerEndpoint, requireMetadata } from '../provider-endpoints.ts';
import { readSamlMetadata, type SamlEndpoint, type SamlParty } from './saml-metadata.ts';
import { bindings } from './saml-names.ts';

/** An identity provider, and where users are sent. */
export interface SamlPartner {
  readonly party: SamlParty;
  readonly signIn: SamlEndpoint;
}

/**
 * The identity provider of a profile by its PartnerEntity: the XML itself, or its URL. A provider whose
 * sign-in page is not on this machine is the stand-in, which has metadata of its own.
 * @throws {JourneyFailed} AADB2C90188 or AADB2C90242 where there is no metadata
 * @see facts engine 2.12
 */
export async function partnerOf(run: ProfileRun): Promise<SamlPartner> {
  const declared = await declaredPartner(run);
  const { location } = signInOf(run, declared);
  const metadata = providerEndpoint(run, location, 'saml/metadata');
  const isPlayed = metadata.isStandIn && metadata.url !== location;
  const party = isPlayed ? await fetchMetadata(run, metadata) : declared;
  const signIn = signInOf(run, party);
  return {
    party,
    signIn: { ...signIn, location: providerEndpoint(run, signIn.location, 'saml/sign-in').url },
  };
}

function declaredPartner(run: ProfileRun): Promise<SamlParty> {
  const entity = requireMetadata(run, 'PartnerEntity');
  if (entity.startsWith('<')) return Promise.resolve(requireParty(run, entity, 'AADB2C90242'));
  return fetchMetadata(run, providerEndpoint(run, entity, 'saml/metadata'));
}

async function fetchMetadata(run: ProfileRun, endpoint: ProviderEndpoint): Promise<SamlParty> {
  const headers = { accept: 'application/samlmetadata+xml, application/xml, text/xml' };
  const request = { what: 'SAML metadata', method: 'GET', headers } as const;
  const { text } = await callProvider(run, endpoint, request);
  return requireParty(run, text, 'AADB2C90188');
}

function requireParty(run: ProfileRun, xml: string, aadb2cCode: string): SamlParty {
  const party = readSamlMetadata(xml);
  if (party) return party;
  const message = `The PartnerEntity of "${run.profile.id}" is no SAML metadata.`;
  throw new JourneyFailed(message, { aadb2cCode });
}

/** A redirect where the provider takes one. */
function signInOf(run: ProfileRun, { signInServices }: SamlParty): SamlEndpoint {
  const byRedirect = signInServices.find(({ binding }) => binding === bindings.redirect);
  const found = byRedirect ?? signInServices.find(({ binding }) => binding === bindings.post);
  if (found) return found;
  const message = `The metadata of the provider of "${run.profile.id}" names no sign-in service.`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90242' });
}
