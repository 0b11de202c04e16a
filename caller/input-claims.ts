import { fold } from '../compiler/id-map.ts';
import type { DataType, InputClaim } from '../compiler/model.ts';
import type { RestfulTechnicalProfile, WireClaim } from '../compiler/restful-technical-profile.ts';
import { parseClaimText } from './claim-forms.ts';
import { type JourneyContext, resolveClaimResolvers } from './claim-resolvers.ts';
import { type ClaimsBag, type ClaimValue, hasValue } from './claims-bag.ts';
import { RequestNotSent } from './request-not-sent.ts';

/** A claim on its way out; one without a value does not get here. */
export interface SentClaim {
  readonly wireName: string;
  readonly claimTypeReferenceId: string;
  readonly dataType: DataType;
  readonly value: NonNullable<ClaimValue>;
}

/** What a request is made of. */
export interface RequestSource {
  readonly profile: RestfulTechnicalProfile;
  readonly claims: ClaimsBag;
  readonly context: JourneyContext;
}

/**
 * Picks the values that travel, in the policy's order. Two InputClaims may share a wire name: the
 * last one with a value is sent. The bag is not changed: no default is written back to it.
 * @throws {RequestNotSent} for a missing claim that is Required where `missingRequired` is `fail`,
 *   and for a DefaultValue that is none of its DataType
 * @see facts rest-contract 1.4 and 1.5, engine 1.4
 */
export function collectInputClaims(
  source: RequestSource,
  missingRequired: 'fail' | 'send',
): readonly SentClaim[] {
  const sent = new Map<string, SentClaim>();
  for (const claim of source.profile.inputClaims) {
    const value = readInputClaim(claim, source);
    const { claimTypeReferenceId, required } = claim.reference;
    const { wireName } = claim;
    if (hasValue(value)) {
      const dataType = dataTypeOf(claim);
      sent.set(wireName, { wireName, claimTypeReferenceId, dataType, value });
    } else if (required && missingRequired === 'fail') {
      const message = `The claim "${claimTypeReferenceId}" is required and has no value.`;
      throw new RequestNotSent('required-claim-missing', message);
    }
  }
  return [...sent.values()];
}

/** A ClaimType without a DataType is a fault that the compiler reports; here it is text. */
function dataTypeOf(claim: Pick<WireClaim<InputClaim>, 'claimType'>): DataType {
  return claim.claimType.dataType ?? 'string';
}

/** The value of the ClaimType's id as this profile sends it, whatever its wire name. */
export function findSentClaim(sent: readonly SentClaim[], id: string): SentClaim | undefined {
  return sent.find((claim) => fold(claim.claimTypeReferenceId) === fold(id));
}

function readInputClaim(
  claim: WireClaim<InputClaim>,
  source: RequestSource,
): ClaimValue | undefined {
  const { claimTypeReferenceId, defaultValue, alwaysUseDefaultValue } = claim.reference;
  const value = source.claims.get(claimTypeReferenceId);
  if (defaultValue === undefined) return value;
  if (!alwaysUseDefaultValue) return hasValue(value) ? value : readDefault(claim, defaultValue);
  if (!source.profile.includeClaimResolvingInClaimsHandling)
    return readDefault(claim, defaultValue);
  return readDefault(claim, resolveClaimResolvers(defaultValue, source));
}

function readDefault(claim: WireClaim<InputClaim>, text: string): ClaimValue {
  if (text === '') return null;
  const value = parseClaimText(dataTypeOf(claim), text);
  if (value !== undefined) return value;
  const id = claim.reference.claimTypeReferenceId;
  const message = `The DefaultValue of the InputClaim "${id}" is no value of the DataType "${dataTypeOf(claim)}".`;
  throw new RequestNotSent('default-value-unreadable', message);
}
