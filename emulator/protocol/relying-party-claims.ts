import { hasValue } from '../../caller/claims-bag.ts';
import { type ClaimValue, encodeClaim } from '../../compiler/claim-value.ts';
import type { DataType } from '../../compiler/model.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { pickValue } from '../claim-references.ts';
import type { EngineSettings } from '../engine-settings.ts';
import { ProfileRun } from '../profile-run.ts';
import { inCase } from './issuer-settings.ts';

/** A claim that the relying party issues. */
export interface IssuedClaim {
  readonly claimTypeReferenceId: string;
  /** Its name in the token. */
  readonly name: string;
  readonly value: NonNullable<ClaimValue>;
  readonly dataType: DataType;
}

/**
 * The OutputClaims of the relying party under their names in the token; those without a value are left
 * out. Claim resolvers need AlwaysUseDefaultValue alone. @see facts engine 2.2, 1.4
 */
export function relyingPartyClaims(issuer: ProfileRun): readonly IssuedClaim[] {
  const run = relyingPartyRun(issuer);
  return (run?.profile.outputClaims ?? []).flatMap((claim) => {
    const value = run && pickValue(run, claim);
    if (!run || !hasValue(value)) return [];
    const { claimTypeReferenceId } = claim;
    const dataType = run.dataType(claimTypeReferenceId);
    return [{ claimTypeReferenceId, name: run.partnerClaimType(claim), value, dataType }];
  });
}

function relyingPartyRun(issuer: ProfileRun): ProfileRun | undefined {
  const { policy, transaction, bag, type, runner } = issuer;
  const [profile] = policy.relyingParty?.technicalProfiles ?? [];
  if (!profile) return undefined;
  return new ProfileRun({
    profile: { ...profile, includes: [] },
    ...{ transaction, bag, type, runner },
  });
}

/** Claims as a token's JSON has them. @see facts engine 1.6 */
export function tokenClaims(
  claims: readonly IssuedClaim[],
  { tenant, policy }: Pick<ProfileRun, 'tenant' | 'policy'>,
): Record<string, unknown> {
  const { settings } = tenant;
  return Object.fromEntries(
    claims.map(({ name, value, dataType }) => {
      const isPolicy = name === 'tfp' && value === policy.policyId;
      const shown = isPolicy ? inCase(value, settings.tfpCase) : value;
      return [name, tokenValue(shown, dataType, settings)];
    }),
  );
}

function tokenValue(
  value: NonNullable<ClaimValue>,
  dataType: DataType,
  { dateTimeInTokens }: EngineSettings,
): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof Date && dateTimeInTokens === 'epochSeconds') {
    return Math.floor(value.getTime() / 1000);
  }
  return encodeClaim(dataType, value);
}

/**
 * The subject of the tokens: SubjectNamingInfo names it by its name in the token.
 * @throws {JourneyFailed} where no claim of that name has a value
 */
export function subjectOf(
  { policy }: ProfileRun,
  claims: Readonly<Record<string, unknown>>,
): unknown {
  const [profile] = policy.relyingParty?.technicalProfiles ?? [];
  const name = profile?.subjectNamingInfo?.claimType ?? 'sub';
  const subject = claims[name];
  if (subject !== undefined) return subject;
  if (profile?.subjectNamingInfo === undefined) return undefined;
  throw new JourneyFailed(
    `The relying party names "${name}" as subject of its tokens, and no output claim of that name has a value.`,
  );
}
