import type { IdMap } from './id-map.ts';
import type { Position } from './source.ts';

/*
 * Types only, one per policy element, named as the element; properties are camelCase of the
 * attribute or child element. An attribute or element that is absent is an absent property.
 * Lists keep document order.
 */

/** What every element has: where its start tag stands. */
export interface PolicyElement {
  readonly position: Position;
}

/** The DataType of a ClaimType. @see facts policy-language 3.2 */
export type DataType =
  | 'string'
  | 'boolean'
  | 'int'
  | 'long'
  | 'date'
  | 'dateTime'
  | 'duration'
  | 'phoneNumber'
  | 'stringCollection'
  | 'userIdentity'
  | 'userIdentityCollection'
  | 'alternativeSecurityIdCollection'
  | 'objectIdentity'
  | 'objectIdentityCollection';

export interface TrustFrameworkPolicy extends PolicyElement {
  readonly policyId: string;
  readonly tenantId: string;
  readonly publicPolicyUri?: string;
  readonly deploymentMode?: 'Development' | 'Production' | 'Debugging';
  readonly basePolicy?: BasePolicy;
  readonly buildingBlocks: BuildingBlocks;
  /** All technical profiles of the file: a ClaimsProvider has no identity of its own. */
  readonly technicalProfiles: readonly TechnicalProfile[];
  readonly relyingParty?: RelyingParty;
}

export interface BasePolicy extends PolicyElement {
  readonly tenantId: string;
  readonly policyId: string;
}

export interface BuildingBlocks {
  readonly claimTypes: readonly ClaimType[];
  readonly predicates: readonly Predicate[];
  readonly predicateValidations: readonly PredicateValidation[];
}

export interface ClaimType extends PolicyElement {
  readonly id: string;
  readonly displayName?: string;
  readonly dataType?: DataType;
  readonly defaultPartnerClaimTypes: readonly DefaultPartnerClaimType[];
  readonly adminHelpText?: string;
  readonly userHelpText?: string;
  readonly userInputType?: string;
  readonly restriction?: Restriction;
  readonly predicateValidationReference?: PredicateValidationReference;
}

export interface DefaultPartnerClaimType extends PolicyElement {
  /** The protocol's Name: `OpenIdConnect`, `OAuth2`, … */
  readonly name: string;
  readonly partnerClaimType: string;
}

/** Either enumerations or one pattern. */
export interface Restriction extends PolicyElement {
  readonly mergeBehavior?: 'Append' | 'Prepend' | 'ReplaceAll';
  readonly enumerations: readonly Enumeration[];
  readonly pattern?: Pattern;
}

export interface Enumeration extends PolicyElement {
  readonly text: string;
  readonly value: string;
  readonly selectByDefault: boolean;
}

export interface Pattern extends PolicyElement {
  readonly regularExpression: string;
  readonly helpText?: string;
}

export interface PredicateValidationReference extends PolicyElement {
  readonly id: string;
}

export interface Predicate extends PolicyElement {
  readonly id: string;
  readonly method: 'IsLengthRange' | 'MatchesRegex' | 'IncludesCharacters' | 'IsDateRange';
  /** The HelpText attribute, else the deprecated UserHelpText child. */
  readonly helpText?: string;
  /** Parameter Id → text. Ids are compared without case. */
  readonly parameters: IdMap<string>;
}

export interface PredicateValidation extends PolicyElement {
  readonly id: string;
  readonly predicateGroups: readonly PredicateGroup[];
}

export interface PredicateGroup extends PolicyElement {
  readonly id: string;
  readonly userHelpText?: string;
  readonly predicateReferences: PredicateReferences;
}

export interface PredicateReferences extends PolicyElement {
  /** Absent: all must hold. */
  readonly matchAtLeast?: number;
  readonly references: readonly PredicateReference[];
}

export interface PredicateReference extends PolicyElement {
  readonly id: string;
}

export interface TechnicalProfile extends PolicyElement {
  readonly id: string;
  readonly domain?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly protocol?: Protocol;
  readonly metadata: readonly MetadataItem[];
  readonly cryptographicKeys: readonly CryptographicKey[];
  readonly inputClaimsTransformations: readonly ClaimsTransformationReference[];
  readonly inputClaims: readonly InputClaim[];
  readonly displayClaims: readonly DisplayClaim[];
  readonly persistedClaims: readonly PersistedClaim[];
  readonly outputClaims: readonly OutputClaim[];
  readonly outputClaimsTransformations: readonly ClaimsTransformationReference[];
  readonly validationTechnicalProfiles: readonly ValidationTechnicalProfile[];
  readonly includeTechnicalProfile?: TechnicalProfileReference;
  readonly useTechnicalProfileForSessionManagement?: TechnicalProfileReference;
}

export interface Protocol extends PolicyElement {
  readonly name: string;
  readonly handler?: string;
}

export interface MetadataItem extends PolicyElement {
  readonly key: string;
  readonly value: string;
}

export interface CryptographicKey extends PolicyElement {
  readonly id: string;
  readonly storageReferenceId: string;
}

export interface ClaimsTransformationReference extends PolicyElement {
  readonly referenceId: string;
}

export interface TechnicalProfileReference extends PolicyElement {
  readonly referenceId: string;
}

/** What InputClaim, OutputClaim and PersistedClaim have in common. */
export interface ClaimReference extends PolicyElement {
  readonly claimTypeReferenceId: string;
  readonly partnerClaimType?: string;
  /** `""` is a value; absence is an absent property. */
  readonly defaultValue?: string;
  readonly alwaysUseDefaultValue: boolean;
}

export interface InputClaim extends ClaimReference {
  readonly required: boolean;
}

export interface OutputClaim extends ClaimReference {
  readonly required: boolean;
}

export interface PersistedClaim extends ClaimReference {
  readonly overwriteIfExists?: boolean;
}

/** Exactly one of the two ids is there. */
export interface DisplayClaim extends PolicyElement {
  readonly claimTypeReferenceId?: string;
  readonly displayControlReferenceId?: string;
  readonly required: boolean;
}

export interface ValidationTechnicalProfile extends PolicyElement {
  readonly referenceId: string;
  readonly continueOnError: boolean;
  readonly continueOnSuccess: boolean;
  readonly preconditions: readonly Precondition[];
}

export interface Precondition extends PolicyElement {
  readonly type: 'ClaimsExist' | 'ClaimEquals';
  readonly executeActionsIf: boolean;
  readonly values: readonly string[];
  readonly action: string;
}

export interface RelyingParty extends PolicyElement {
  readonly defaultUserJourney?: TechnicalProfileReference;
}

/**
 * One relying party as B2C sees it: its chain merged file by file, then every
 * IncludeTechnicalProfile resolved (facts policy-language 2). Each part keeps the position of the
 * file it came from. `chain` runs from the root base policy to the relying party.
 */
export interface EffectivePolicy {
  readonly policyId: string;
  readonly chain: readonly TrustFrameworkPolicy[];
  readonly claimTypes: IdMap<ClaimType>;
  readonly predicates: IdMap<Predicate>;
  readonly predicateValidations: IdMap<PredicateValidation>;
  readonly technicalProfiles: IdMap<EffectiveTechnicalProfile>;
}

/** A technical profile after merge and includes: `includes` lists what it included, nearest first. */
export interface EffectiveTechnicalProfile extends TechnicalProfile {
  readonly includes: readonly string[];
}
