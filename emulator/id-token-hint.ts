import * as jose from 'jose';
import { JourneyFailed } from '../shared/errors.ts';
import { providerKeys } from './id-token.ts';
import { discover } from './open-id-metadata.ts';
import type { ProfileRun } from './profile-run.ts';
import { requirePolicyKey } from './provider-endpoints.ts';

const clockToleranceSeconds = 300;

/**
 * The claims of the id_token_hint that the application sent: signed by it with a shared secret (HS256),
 * or by somebody whose METADATA the profile names.
 * @throws {JourneyFailed} AADB2C90208 to AADB2C90272
 * @see facts engine 2.14
 */
export async function readIdTokenHint(run: ProfileRun, hint: string): Promise<jose.JWTPayload> {
  const { key, ...options } = await expectations(run);
  const checks = {
    ...options,
    currentDate: run.tenant.now(),
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp'],
  };
  try {
    const verified =
      typeof key === 'function'
        ? await jose.jwtVerify(hint, key, checks)
        : await jose.jwtVerify(hint, key, checks);
    return verified.payload;
  } catch (cause) {
    throw hintFault(cause);
  }
}

interface Expectations {
  readonly key: Uint8Array | jose.JWTVerifyGetKey;
  readonly algorithms: string[];
  readonly issuer: string;
  readonly audience?: string;
}

function expectations(run: ProfileRun): Promise<Expectations> {
  const metadata = run.metadata('METADATA');
  return metadata === undefined ? bySecret(run) : byMetadata(run, metadata);
}

/** Issuer and audience must be said. */
async function bySecret(run: ProfileRun): Promise<Expectations> {
  const secret = run.tenant.keyStore.secret(requirePolicyKey(run, 'client_secret'));
  const [issuer, audience] = ['issuer', 'IdTokenAudience'].map((key) => requireItem(run, key));
  const key = new TextEncoder().encode(secret);
  return { key, algorithms: ['HS256'], issuer: issuer ?? '', audience: audience ?? '' };
}

async function byMetadata(run: ProfileRun, url: string): Promise<Expectations> {
  const found = await discover(run, url);
  const audience = run.metadata('IdTokenAudience');
  return {
    key: await providerKeys(run, found),
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
    issuer: run.metadata('issuer') ?? found.issuer,
    ...(audience === undefined ? {} : { audience }),
  };
}

function requireItem(run: ProfileRun, key: string): string {
  const value = run.metadata(key);
  if (value) return value;
  const message = `The metadata value "${key}" has not been specified in the technical profile "${run.profile.id}".`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C99011' });
}

/** The application sent none. */
export function hintMissing(): JourneyFailed {
  return refused('90272', 'The request has no id_token_hint.');
}

function hintFault(cause: unknown): JourneyFailed {
  if (cause instanceof jose.errors.JWTExpired) {
    return refused('90208', 'The id_token_hint has expired.', cause);
  }
  if (cause instanceof jose.errors.JWTClaimValidationFailed) return claimFault(cause);
  const isUnsigned =
    cause instanceof jose.errors.JWSSignatureVerificationFailed ||
    cause instanceof jose.errors.JWKSNoMatchingKey;
  if (isUnsigned) return refused('90233', 'The signature of the id_token_hint is not good.', cause);
  return refused('90210', 'The id_token_hint could not be validated.', cause);
}

function claimFault(cause: jose.errors.JWTClaimValidationFailed): JourneyFailed {
  if (cause.claim === 'aud') {
    return refused('90209', 'The id_token_hint has another audience.', cause);
  }
  if (cause.claim === 'iss')
    return refused('90232', 'The id_token_hint has another issuer.', cause);
  return refused('90210', 'The id_token_hint could not be validated.', cause);
}

function refused(code: string, problem: string, cause?: unknown): JourneyFailed {
  return new JourneyFailed(problem, {
    ...{ aadb2cCode: `AADB2C${code}`, error: 'invalid_request', cause },
  });
}
