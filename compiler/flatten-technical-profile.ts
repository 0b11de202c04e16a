import type { FlattenedClaim, FlattenedTechnicalProfile } from './flatten-shape.ts';
import { IdMap } from './id-map.ts';
import type {
  EffectivePolicy,
  EffectiveTechnicalProfile,
  MetadataItem,
  PersistedClaim,
  TechnicalProfile,
} from './model.ts';
import type { Precondition } from './model-journeys.ts';
import { partnerClaimTypeOf } from './partner-claim-type.ts';
import { present } from './read-element.ts';

/** A technical profile as a program reads it. */
export function flattenTechnicalProfile(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
): FlattenedTechnicalProfile {
  const { protocol, validationTechnicalProfiles } = profile;
  return present({
    ...describe(profile),
    protocol: protocol && present({ name: protocol.name, handler: protocol.handler }),
    includes: [...profile.includes],
    metadata: metadataOf(profile.metadata),
    cryptographicKeys: Object.fromEntries(
      profile.cryptographicKeys.map(({ id, storageReferenceId }) => [id, storageReferenceId]),
    ),
    ...flattenClaims(policy, profile),
    inputClaimsTransformations: profile.inputClaimsTransformations.map(referenceOf),
    outputClaimsTransformations: profile.outputClaimsTransformations.map(referenceOf),
    validationTechnicalProfiles: validationTechnicalProfiles.map((validation) => {
      const { referenceId, continueOnError, continueOnSuccess } = validation;
      const preconditions = flattenPreconditions(validation.preconditions);
      return { referenceId, continueOnError, continueOnSuccess, preconditions };
    }),
  });
}

/** Preconditions of a step or of a validation technical profile. */
export function flattenPreconditions(preconditions: readonly Precondition[]) {
  return preconditions.map(({ type, executeActionsIf, values, action }) => {
    return { type, executeActionsIf, values: [...values], action };
  });
}

function describe(profile: TechnicalProfile) {
  const { claimsProvider, subjectNamingInfo: subject } = profile;
  return {
    id: profile.id,
    displayName: profile.displayName,
    description: profile.description,
    domain: profile.domain,
    claimsProvider:
      claimsProvider &&
      present({ displayName: claimsProvider.displayName, domain: claimsProvider.domain }),
    inputTokenFormat: profile.inputTokenFormat,
    outputTokenFormat: profile.outputTokenFormat,
    subjectNamingInfo:
      subject &&
      present({
        claimType: subject.claimType,
        format: subject.format,
        excludeAsClaim: subject.excludeAsClaim,
      }),
    includeInSso: profile.includeInSso,
    useTechnicalProfileForSessionManagement:
      profile.useTechnicalProfileForSessionManagement?.referenceId,
    enabledForUserJourneys: profile.enabledForUserJourneys,
  };
}

/** A key that one list has twice is taken as the RESTful reader takes it: the last one counts. */
function metadataOf(metadata: readonly MetadataItem[]): Record<string, string> {
  const items = new IdMap<string>();
  for (const { key, value } of metadata) items.set(key.trim(), value);
  return Object.fromEntries(items);
}

function flattenClaims(policy: EffectivePolicy, profile: EffectiveTechnicalProfile) {
  const flatten = (claim: PersistedClaim & { required?: boolean }) => {
    return flattenClaim(policy, profile, claim);
  };
  return {
    inputClaims: profile.inputClaims.map(flatten),
    displayClaims: profile.displayClaims.map((claim) => {
      const { claimTypeReferenceId, displayControlReferenceId, required = false } = claim;
      return present({ claimTypeReferenceId, displayControlReferenceId, required });
    }),
    persistedClaims: profile.persistedClaims.map(flatten),
    outputClaims: profile.outputClaims.map(flatten),
  };
}

function flattenClaim(
  policy: EffectivePolicy,
  profile: TechnicalProfile,
  claim: PersistedClaim & { required?: boolean },
): FlattenedClaim {
  const claimType = policy.claimTypes.get(claim.claimTypeReferenceId);
  return present({
    claimTypeReferenceId: claim.claimTypeReferenceId,
    partnerClaimType: partnerClaimTypeOf(policy, profile, claim),
    dataType: claimType?.dataType,
    required: claim.required ?? false,
    defaultValue: claim.defaultValue,
    alwaysUseDefaultValue: claim.alwaysUseDefaultValue ?? false,
    overwriteIfExists: claim.overwriteIfExists,
  });
}

function referenceOf({ referenceId }: { referenceId: string }): string {
  return referenceId;
}
