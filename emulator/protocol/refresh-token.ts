import { fold } from '../../compiler/id-map.ts';
import { metadataValue } from '../../compiler/metadata-value.ts';
import { JourneyFailed, TransformationFailed } from '../../shared/errors.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { Tenant } from '../tenant.ts';
import type { Grant } from './grants.ts';
import { issuerSettings } from './issuer-settings.ts';

/** The journey that redeems refresh tokens: of the relying party, else of the issuer. @see facts engine 2.2, 3.6 */
export function refreshJourneyOf(
  { policy }: LoadedPolicy,
  { issuerProfileId }: Grant,
): string | undefined {
  const endpoint = policy.relyingParty?.endpoints.find(({ id }) => fold(id) === 'token');
  const issuer = policy.technicalProfiles.get(issuerProfileId);
  const byIssuer = issuer && metadataValue(issuer, 'RefreshTokenUserJourneyId');
  const journeyId = endpoint?.userJourneyReferenceId ?? byIssuer;
  if (journeyId === undefined || policy.userJourneys.has(journeyId)) return journeyId;
  throw new JourneyFailed(`There is no user journey "${journeyId}" to redeem refresh tokens.`, {
    aadb2cCode: 'AADB2C90288',
  });
}

/**
 * Without a journey the engine itself looks whether the user is still there, and the token not revoked.
 * @throws {JourneyFailed} AADB2C90128, AADB2C90129
 */
export function checkUserOf({ directory }: Tenant, { policy }: LoadedPolicy, grant: Grant): void {
  const issuer = policy.technicalProfiles.get(grant.issuerProfileId);
  const identity = issuer && issuerSettings(issuer).userIdentityClaim;
  if (identity === undefined || fold(identity) !== 'objectid') return;
  const [, objectId] = grant.claims.find(([id]) => fold(id) === 'objectid') ?? [];
  if (typeof objectId !== 'string') return;
  const user = directory.find({ attribute: 'objectId', value: objectId });
  if (!user || user.attributes['accountEnabled'] === false) throw accountGone();
  if (user.refreshTokensValidFrom > grant.issuedAt) throw revoked();
}

/** What a fault of a refresh journey is to the application. @see facts engine 3.6 */
export function refreshFault(fault: JourneyFailed): JourneyFailed {
  if (fault.aadb2cCode === 'AADB2C90053') return accountGone(fault);
  return fault.cause instanceof TransformationFailed ? revoked(fault) : fault;
}

function accountGone(cause?: unknown): JourneyFailed {
  const message = 'The account of the grant is not there any more. Please sign in again.';
  return new JourneyFailed(message, { aadb2cCode: 'AADB2C90128', error: 'invalid_grant', cause });
}

function revoked(cause?: unknown): JourneyFailed {
  const message = 'The grant was revoked. Please sign in again.';
  return new JourneyFailed(message, { aadb2cCode: 'AADB2C90129', error: 'invalid_grant', cause });
}
