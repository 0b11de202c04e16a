import { IdMap } from '../compiler/id-map.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { buildRequest, callDefaults, type ProfileCall } from './call.ts';
import type { ClaimValue } from './claims-bag.ts';
import { type CurlOptions, curlCommand, tokenCommand } from './curl.ts';
import { keyFile } from './keys.ts';

/** What a command line of a profile needs besides the call. */
export interface ProfileCurl extends ProfileCall {
  /** Where certificates lie. */
  readonly keyFolder: string;
  /** The profile that fetches the bearer token, where one is needed: see `findTokenProfile`. */
  readonly tokenProfile?: RestfulTechnicalProfile;
}

/**
 * The command line that makes a profile's call, again and again: a bearer token is fetched anew each
 * time and a certificate is read from its file. It shows development secrets.
 * @throws {RequestNotSent} where B2C could not call
 */
export function curlForProfile(call: ProfileCurl): string {
  const { authentication } = call.profile;
  const options = { ...callDefaults, ...call.options, bearerClaim: 'omitted' as const };
  const extras: CurlOptions =
    authentication.type === 'ClientCertificate'
      ? { certificateFile: keyFile(call.keyFolder, authentication.certificate) }
      : {};
  if (authentication.type !== 'BearerClaim' || call.tokenProfile === undefined) {
    return curlCommand(buildRequest(call, options), extras);
  }
  const tokenRequest = buildRequest({ ...call, profile: call.tokenProfile }, options);
  const claims = withClaim(call, authentication.claim, 'token'); // stands where the command comes
  return curlCommand(buildRequest({ ...call, claims }, options), {
    bearerTokenCommand: tokenCommand(tokenRequest),
  });
}

function withClaim({ claims }: ProfileCall, id: string, value: ClaimValue): IdMap<ClaimValue> {
  const copy = new IdMap<ClaimValue>();
  for (const [name, present] of claims) copy.set(name, present);
  return copy.set(id, value);
}
