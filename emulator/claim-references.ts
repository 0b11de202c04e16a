import { parseClaimText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import { type ClaimValue, decodeClaim } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { ClaimReference, InputClaim, OutputClaim } from '../compiler/model.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { placed, placingNow } from './fault-place.ts';
import type { PickedClaim, ProfileRun } from './profile-run.ts';
import type { PartnerClaims } from './profile-type.ts';

/**
 * Picks what goes to the provider. A DefaultValue stands in for a claim without a value, or with
 * AlwaysUseDefaultValue wins over it; the bag keeps what it has. Where several claims have one
 * PartnerClaimType, a value of any will do: so the starter pack's password change puts "oldPassword" in the
 * place of the inherited "password".
 * @throws {JourneyFailed} for a Required claim without a value
 * @see facts engine 1.4
 */
export function pickInputClaims(run: ProfileRun): PickedClaim[] {
  const { id, inputClaims } = run.profile;
  const picked = inputClaims.map((claim) => placingNow(claim.position, () => pick(run, claim)));
  const given = new Set(
    picked.filter(({ value }) => hasValue(value)).map((each) => fold(each.partnerClaimType)),
  );
  const missing = inputClaims.find(
    (claim) => claim.required && !given.has(fold(run.partnerClaimType(claim))),
  );
  if (!missing) return picked;
  const message = `"${id}" requires the claim "${missing.claimTypeReferenceId}", which has no value.`;
  throw placed(new JourneyFailed(message), missing.position);
}

function pick(run: ProfileRun, claim: InputClaim): PickedClaim {
  const { claimTypeReferenceId } = claim;
  const value = pickValue(run, claim);
  if (run.tenant.settings.inputDefaultIsKept && value !== undefined) {
    run.bag.set(claimTypeReferenceId, value);
  }
  return {
    claimTypeReferenceId,
    partnerClaimType: run.partnerClaimType(claim),
    dataType: run.dataType(claimTypeReferenceId),
    value,
  };
}

/** A claim's value, or what its DefaultValue puts in its place. Persisted claims are picked alike. */
export function pickValue(run: ProfileRun, claim: ClaimReference): ClaimValue | undefined {
  const { claimTypeReferenceId, alwaysUseDefaultValue } = claim;
  const value = run.bag.get(claimTypeReferenceId);
  if (!alwaysUseDefaultValue && hasValue(value)) return value;
  const byDefault = defaultOf(run, claim);
  return byDefault === undefined || (byDefault === null && !alwaysUseDefaultValue)
    ? value
    : byDefault;
}

/**
 * The DefaultValue in its claim's DataType; undefined where the reference has none.
 * @throws {JourneyFailed} where it is none of the DataType
 */
function defaultOf(run: ProfileRun, claim: ClaimReference): ClaimValue | undefined {
  const { claimTypeReferenceId, defaultValue } = claim;
  if (defaultValue === undefined) return undefined;
  const text = resolveDefault(run, claim, defaultValue);
  if (text === '') return null;
  const dataType = run.dataType(claimTypeReferenceId);
  const value = parseClaimText(dataType, text);
  if (value !== undefined) return value;
  const message = `The DefaultValue of the claim "${claimTypeReferenceId}" in "${run.profile.id}" is no "${dataType}".`;
  throw new JourneyFailed(message);
}

/** Types that resolve claim resolvers without being told to. @see facts engine 1.4, rule 3 */
const resolvesAlways = new Set(['applicationInsights', 'userInfoIssuer']);
/** Their claims are those of the relying party: AlwaysUseDefaultValue alone counts. */
const issuers = new Set(['jwtIssuer', 'samlIssuer']);

function resolveDefault(run: ProfileRun, claim: ClaimReference, text: string): string {
  if (!text.includes('{')) return text;
  if (isResolved(run, claim, text)) return run.resolve(text);
  const isResolver = /\{[a-z0-9-]+:[^{}]*\}/i.test(text);
  const { unresolvedClaimResolver } = run.tenant.settings;
  return isResolver && unresolvedClaimResolver === 'empty' ? '' : text;
}

/** `{policy}` is no resolver: the documentation of `tfp` has it without AlwaysUseDefaultValue. */
function isResolved(run: ProfileRun, claim: ClaimReference, text: string): boolean {
  const { type } = run.type;
  if (resolvesAlways.has(type)) return true;
  if (issuers.has(type)) return claim.alwaysUseDefaultValue === true || /^\{policy\}$/i.test(text);
  const isAsked = run.isMetadataTrue('IncludeClaimResolvingInClaimsHandling');
  return claim.alwaysUseDefaultValue === true && isAsked;
}

/**
 * Puts what the provider returned into the bag, each OutputClaim as the policy says.
 * @throws {JourneyFailed} where a value is none of its claim's DataType
 * @see facts engine 1.3 (phase 5), 1.4
 */
export function putOutputClaims(run: ProfileRun, partnerClaim: PartnerClaims): void {
  for (const claim of run.profile.outputClaims) {
    const value = placingNow(claim.position, () => outputValue(run, claim, partnerClaim));
    if (value !== undefined) run.bag.set(claim.claimTypeReferenceId, value);
  }
}

function outputValue(
  run: ProfileRun,
  claim: OutputClaim,
  partnerClaim: PartnerClaims,
): ClaimValue | undefined {
  const byDefault = defaultOf(run, claim);
  if (claim.alwaysUseDefaultValue && byDefault !== undefined) return byDefault;
  const { claimTypeReferenceId } = claim;
  const partnerClaimType = run.partnerClaimType(claim);
  const returned = partnerClaim({ claimTypeReferenceId, partnerClaimType });
  if (returned === undefined) return byDefault;
  return readReturned(run, claim, returned);
}

function readReturned(run: ProfileRun, claim: OutputClaim, returned: unknown): ClaimValue {
  if (returned === null) return null;
  const dataType = run.dataType(claim.claimTypeReferenceId);
  const value = returned instanceof Date ? returned : decodeClaim(dataType, wireOf(returned));
  if (value !== undefined) return value;
  const message = `"${run.profile.id}" got a value for the claim "${claim.claimTypeReferenceId}" that is no "${dataType}".`;
  throw new JourneyFailed(message);
}

/** Claims' own values pass too: a long is text on the wire. */
function wireOf(returned: unknown): unknown {
  return typeof returned === 'bigint' ? returned.toString() : returned;
}
