import * as jose from 'jose';
import * as z from 'zod';
import { JourneyFailed } from '../../shared/errors.ts';
import type { ProfileRun } from '../profile-run.ts';
import { type ProfileType, partnerClaimsOf } from '../profile-type.ts';
import { issuerUrl } from '../protocol/issuer-settings.ts';
import { requirePolicyKey } from '../provider-endpoints.ts';

/** Believes a userinfo request by its bearer token. @see facts engine 2.2b, 3.7 */
export const userInfoAuthorization: ProfileType = {
  type: 'userInfoAuthorization',
  phases: [
    'InputClaimsTransformations',
    'InputClaims',
    'Execution',
    'OutputClaims',
    'OutputClaimsTransformations',
  ],
  parity: {
    grade: 'real',
    how: 'Checks signature, audience, issuer and times of the bearer token; the emulator itself is an issuer besides the one of the metadata.',
    test: 'test/emulator/protocol/user-info.test.ts',
  },
  execute: async (run) => {
    const { bearerToken } = run.transaction.request;
    if (!bearerToken) throw refused('The request has no bearer token.');
    const claims = await verify(run, bearerToken);
    return { kind: 'claims', partnerClaim: partnerClaimsOf(Object.entries(claims)) };
  },
};

async function verify(run: ProfileRun, token: string): Promise<jose.JWTPayload> {
  const { keyStore, now } = run.tenant;
  const name = requirePolicyKey(run, 'issuer_secret').toLowerCase();
  const keys = (await keyStore.signingKeys()).filter(
    ({ storageReferenceId }) => storageReferenceId.toLowerCase() === name,
  );
  const keySet = jose.createLocalJWKSet({ keys: keys.map(({ publicJwk }) => publicJwk) });
  const checks = { issuer: issuersOf(run), audience: audiencesOf(run), currentDate: now() };
  try {
    return (await jose.jwtVerify(token, keySet, { ...checks, algorithms: ['RS256'] })).payload;
  } catch (cause) {
    throw refused('The bearer token is not one that this policy takes.', cause);
  }
}

/** A policy names the issuer of its real tenant; here it is the emulator. */
function issuersOf(run: ProfileRun): string[] {
  const { request } = run.transaction;
  const at = {
    ...{ origin: request.origin, tenantId: run.tenant.objectId, policyId: run.policy.policyId },
  };
  const own = [true, false].map((hasTfpIssuer) => issuerUrl({ hasTfpIssuer }, at));
  return [...own, ...[run.metadata('issuer') ?? []].flat()];
}

const audiences = z.array(z.string()).min(1);

/** `["app-id", "other-app-id"]` */
function audiencesOf(run: ProfileRun): string[] {
  try {
    return audiences.parse(JSON.parse(run.metadata('audience') ?? ''));
  } catch (cause) {
    const message = `The audience of "${run.profile.id}" is no JSON array of application ids.`;
    throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90023', cause });
  }
}

/** B2C's own codes are not known. */
function refused(problem: string, cause?: unknown): JourneyFailed {
  return new JourneyFailed(problem, { error: 'invalid_token', cause });
}
