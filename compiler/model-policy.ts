import type { IgnoredPart } from './ignored-parts.ts';
import type { ClaimType, Predicate, PredicateValidation, TechnicalProfile } from './model.ts';
import type { ContentDefinition, DisplayControl, Localization } from './model-content.ts';
import type { ClientDefinition, RelyingParty, SubJourney, UserJourney } from './model-journeys.ts';
import type { ClaimsTransformation } from './model-transformations.ts';
import type { PolicyElement } from './source.ts';

/** One policy file. @see facts policy-language 1 */
export interface TrustFrameworkPolicy extends PolicyElement {
  readonly policyId: string;
  readonly policySchemaVersion?: string;
  readonly tenantId: string;
  readonly publicPolicyUri?: string;
  readonly deploymentMode?: 'Development' | 'Production' | 'Debugging';
  readonly userJourneyRecorderEndpoint?: string;
  readonly tenantObjectId?: string;
  readonly basePolicy?: BasePolicy;
  readonly buildingBlocks: BuildingBlocks;
  /** All technical profiles of the file: a ClaimsProvider has no identity of its own. */
  readonly technicalProfiles: readonly TechnicalProfile[];
  readonly userJourneys: readonly UserJourney[];
  readonly subJourneys: readonly SubJourney[];
  readonly relyingParty?: RelyingParty;
  readonly ignoredParts: readonly IgnoredPart[];
}

export interface BasePolicy extends PolicyElement {
  readonly tenantId: string;
  readonly policyId: string;
}

export interface BuildingBlocks {
  readonly claimTypes: readonly ClaimType[];
  readonly predicates: readonly Predicate[];
  readonly predicateValidations: readonly PredicateValidation[];
  readonly claimsTransformations: readonly ClaimsTransformation[];
  readonly clientDefinitions: readonly ClientDefinition[];
  readonly contentDefinitions: readonly ContentDefinition[];
  readonly localization?: Localization;
  readonly displayControls: readonly DisplayControl[];
}
