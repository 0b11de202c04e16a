import { parseExactJson } from '../compiler/exact-json.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { textMembers } from './partner-json.ts';
import type { ProfileRun } from './profile-run.ts';
import { callProvider } from './provider-call.ts';
import { providerEndpoint } from './provider-endpoints.ts';

/** What a provider says of itself; an address that it does not have is empty. */
export interface OpenIdMetadata {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
}

/**
 * Reads an OpenID configuration. @throws {JourneyFailed} AADB2C90289 where it is not there, or none
 * @see facts engine 2.8
 */
export async function discover(run: ProfileRun, url: string): Promise<OpenIdMetadata> {
  const endpoint = providerEndpoint(run, url, '.well-known/openid-configuration');
  const request = { what: 'OpenID configuration', method: 'GET' } as const;
  const { status, text } = await callProvider(run, endpoint, request);
  const members = textMembers(parseExactJson(text));
  const issuer = members.get('issuer');
  if (status !== 200 || issuer === undefined) {
    const message = `The METADATA of "${run.profile.id}" is no OpenID configuration (HTTP ${status}).`;
    throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90289' });
  }
  return {
    issuer,
    authorizationEndpoint: members.get('authorization_endpoint') ?? '',
    tokenEndpoint: members.get('token_endpoint') ?? '',
    jwksUri: members.get('jwks_uri') ?? '',
  };
}
