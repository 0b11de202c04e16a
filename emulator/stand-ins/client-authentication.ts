import type { Context } from 'hono';
import * as jose from 'jose';
import { policyKeyOf } from '../../compiler/policy-key.ts';
import { isSame } from '../active-journeys.ts';
import { metadataOf, type PlayedProfile } from './played-profile.ts';
import type { StandInServer } from './stand-in-server.ts';

/**
 * Whether the caller of a token endpoint is the client that the profile says it is: by its secret in
 * the body or in the Basic header, or by a signed assertion.
 */
export async function isClient(
  server: StandInServer,
  played: PlayedProfile,
  context: Context,
  parameters: ReadonlyMap<string, string>,
): Promise<boolean> {
  const expectedId = metadataOf(played, 'client_id') ?? '';
  const assertion = parameters.get('client_assertion');
  if (assertion !== undefined) return isAssertedClient(server, played, assertion);
  const [id, secret] = basicCredential(context) ?? [
    parameters.get('client_id') ?? '',
    parameters.get('client_secret') ?? '',
  ];
  const storageReferenceId = policyKeyOf(played.profile, 'client_secret');
  if (id !== expectedId) return false;
  if (storageReferenceId === undefined) return true; // a public client
  return isSame(secret, server.keyStore.secret(storageReferenceId));
}

/** RFC 6749 2.3.1: both parts are form-encoded. */
function basicCredential(context: Context): readonly [id: string, secret: string] | undefined {
  const [, encoded] =
    /^Basic ([A-Za-z0-9+/=]+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [decodeForm(id), decodeForm(rest.join(':'))];
}

function decodeForm(text: string): string {
  return new URLSearchParams(`v=${text}`).get('v') ?? '';
}

async function isAssertedClient(
  server: StandInServer,
  played: PlayedProfile,
  assertion: string,
): Promise<boolean> {
  const storageReferenceId = policyKeyOf(played.profile, 'assertion_signing_key');
  const clientId = metadataOf(played, 'client_id') ?? '';
  if (storageReferenceId === undefined) return false;
  const { alg, ...publicJwk } = (await server.keyStore.signingKey(storageReferenceId)).publicJwk;
  const algorithm = metadataOf(played, 'token_signing_algorithm') ?? alg ?? 'RS256';
  const verified = await jose
    .jwtVerify(assertion, await jose.importJWK(publicJwk, algorithm), {
      algorithms: [algorithm],
      issuer: clientId,
      subject: clientId,
      audience: `${played.base}/token`,
      currentDate: server.now(),
    })
    .catch(() => undefined);
  return verified !== undefined;
}
