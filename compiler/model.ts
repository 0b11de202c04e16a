import type { IdMap } from './id-map.ts';
import type {
  ContentDefinition,
  DisplayClaim,
  DisplayControl,
  Localization,
  MergeBehavior,
} from './model-content.ts';
import type {
  ClientDefinition,
  Precondition,
  RelyingParty,
  SubJourney,
  UserJourney,
} from './model-journeys.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import type { ClaimsTransformation } from './model-transformations.ts';
import type { PolicyElement } from './source.ts';

/*
 * Types only, one per policy element, named as the element; properties are camelCase of the
 * attribute or child element. An attribute or element that is absent is an absent property.
 * Lists keep document order.
 */

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

export interface ClaimType extends PolicyElement {
  readonly id: string;
  /** Absent: Attribute. */
  readonly statementType?: string;
  readonly displayName?: string;
  readonly dataType?: DataType;
  readonly defaultPartnerClaimTypes: readonly DefaultPartnerClaimType[];
  readonly mask?: Mask;
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

/** How a value is shown; the claim keeps it. @see facts policy-language 3.3 */
export interface Mask extends PolicyElement {
  readonly type: 'Simple' | 'Regex';
  readonly regex?: string;
  readonly text: string;
}

/** Either enumerations or one pattern. */
export interface Restriction extends PolicyElement {
  readonly mergeBehavior?: MergeBehavior;
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
  /** The provider it stands in: of no meaning to the merge. Absent in a RelyingParty. */
  readonly claimsProvider?: ClaimsProvider;
  readonly domain?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly protocol?: Protocol;
  readonly inputTokenFormat?: string;
  readonly outputTokenFormat?: string;
  readonly metadata: readonly MetadataItem[];
  readonly cryptographicKeys: readonly CryptographicKey[];
  readonly inputClaimsTransformations: readonly ClaimsTransformationReference[];
  readonly inputClaims: readonly InputClaim[];
  readonly displayClaims: readonly DisplayClaim[];
  readonly persistedClaims: readonly PersistedClaim[];
  readonly outputClaims: readonly OutputClaim[];
  readonly outputClaimsTransformations: readonly ClaimsTransformationReference[];
  readonly validationTechnicalProfiles: readonly ValidationTechnicalProfile[];
  readonly subjectNamingInfo?: SubjectNamingInfo;
  readonly includeInSso?: boolean;
  /** A profile's id: only its input and output claims are added. */
  readonly includeClaimsFromTechnicalProfile?: TechnicalProfileReference;
  readonly includeTechnicalProfile?: TechnicalProfileReference;
  readonly useTechnicalProfileForSessionManagement?: TechnicalProfileReference;
  readonly errorHandlers: readonly ErrorHandler[];
  readonly enabledForUserJourneys?: string;
}

export interface ClaimsProvider extends PolicyElement {
  readonly displayName?: string;
  readonly domain?: string;
}

export interface SubjectNamingInfo extends PolicyElement {
  /** The PartnerClaimType of an output claim, not a ClaimType's id. */
  readonly claimType: string;
  readonly format?: string;
  readonly excludeAsClaim?: boolean;
}

export interface ErrorHandler extends PolicyElement {
  readonly errorResponseFormat?: string;
  readonly responseMatch: string;
  readonly action: string;
  /** What goes to the provider besides the usual. Absent: nothing. */
  readonly additionalRequestParameters?: readonly MetadataItem[];
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
  /** Absent: false, unless an inherited claim says otherwise. */
  readonly alwaysUseDefaultValue?: boolean;
}

export interface InputClaim extends ClaimReference {
  /** Absent: false, unless an inherited claim says otherwise. */
  readonly required?: boolean;
}

export interface OutputClaim extends ClaimReference {
  readonly required?: boolean;
}

export interface PersistedClaim extends ClaimReference {
  readonly overwriteIfExists?: boolean;
}

export interface ValidationTechnicalProfile extends PolicyElement {
  readonly referenceId: string;
  readonly continueOnError: boolean;
  readonly continueOnSuccess: boolean;
  readonly preconditions: readonly Precondition[];
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
  readonly claimsTransformations: IdMap<ClaimsTransformation>;
  readonly clientDefinitions: IdMap<ClientDefinition>;
  readonly contentDefinitions: IdMap<ContentDefinition>;
  readonly localization?: Localization;
  readonly displayControls: IdMap<DisplayControl>;
  readonly userJourneys: IdMap<UserJourney>;
  readonly subJourneys: IdMap<SubJourney>;
  readonly relyingParty?: RelyingParty;
  readonly technicalProfiles: IdMap<EffectiveTechnicalProfile>;
}

/** A technical profile after merge and includes: `includes` lists what it included, nearest first. */
export interface EffectiveTechnicalProfile extends TechnicalProfile {
  readonly includes: readonly string[];
}
