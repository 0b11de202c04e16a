import type { TechnicalProfile, TechnicalProfileReference } from './model.ts';
import type { PolicyElement, Position } from './source.ts';

/*
 * User journeys, sub journeys and the relying party; see model.ts for how elements become types.
 * @see facts policy-language 6 and 7
 */

export interface UserJourney extends PolicyElement {
  readonly id: string;
  readonly nonInteractive?: boolean;
  readonly defaultCpimIssuerTechnicalProfileReferenceId?: string;
  readonly assuranceLevel?: string;
  readonly preserveOriginalAssertion?: boolean;
  readonly authorizationTechnicalProfiles: readonly TechnicalProfileReference[];
  readonly orchestrationSteps: readonly OrchestrationStep[];
  readonly clientDefinition?: UserJourneyReference;
}

export interface SubJourney extends PolicyElement {
  readonly id: string;
  readonly type: 'Call' | 'Transfer';
  readonly orchestrationSteps: readonly OrchestrationStep[];
}

export type OrchestrationStepType =
  | 'ConsentScreen'
  | 'ClaimsProviderSelection'
  | 'CombinedSignInAndSignUp'
  | 'ClaimsExchange'
  | 'ReviewScreen'
  | 'SendClaims'
  | 'GetClaims'
  | 'UserDialog'
  | 'InvokeSubJourney'
  | 'Noop';

export interface OrchestrationStep extends PolicyElement {
  readonly order: number;
  readonly type: OrchestrationStepType;
  readonly contentDefinitionReferenceId?: string;
  readonly cpimIssuerTechnicalProfileReferenceId?: string;
  readonly preconditions: readonly Precondition[];
  readonly claimsProviderSelections: readonly ClaimsProviderSelection[];
  /** The DisplayOption of ClaimsProviderSelections. Absent: DoNotShowSingleProvider. */
  readonly displayOption?: 'DoNotShowSingleProvider' | 'ShowSingleProvider';
  readonly claimsExchanges: readonly ClaimsExchange[];
  /** The Candidates of JourneyList. */
  readonly journeyList: readonly Candidate[];
}

export interface Precondition extends PolicyElement {
  readonly type: 'ClaimsExist' | 'ClaimEquals';
  readonly executeActionsIf: boolean;
  /** The claim's id, and for ClaimEquals a literal. */
  readonly values: readonly string[];
  readonly action: string;
}

/** Exactly one of the two ids is there. */
export interface ClaimsProviderSelection extends PolicyElement {
  readonly targetClaimsExchangeId?: string;
  readonly validationClaimsExchangeId?: string;
}

export interface ClaimsExchange extends PolicyElement {
  readonly id: string;
  readonly technicalProfileReferenceId: string;
}

export interface Candidate extends PolicyElement {
  readonly subJourneyReferenceId: string;
}

/** Flags for the pages of a journey; of no effect here. */
export interface ClientDefinition extends PolicyElement {
  readonly id: string;
  readonly clientUiFilterFlags: string;
}

/** DefaultUserJourney and a journey's ClientDefinition: an element that only names another. */
export interface UserJourneyReference extends PolicyElement {
  readonly referenceId: string;
}

export interface RelyingParty extends PolicyElement {
  readonly defaultUserJourney?: UserJourneyReference;
  readonly endpoints: readonly Endpoint[];
  readonly userJourneyBehaviors?: UserJourneyBehaviors;
  /** One by convention, with the Id `PolicyProfile`. */
  readonly technicalProfiles: readonly TechnicalProfile[];
}

export interface Endpoint extends PolicyElement {
  readonly id: string;
  readonly userJourneyReferenceId: string;
}

export interface UserJourneyBehaviors extends PolicyElement {
  readonly singleSignOn?: SingleSignOn;
  /** Absent: Rolling. */
  readonly sessionExpiryType?: 'Rolling' | 'Absolute';
  /** Absent: 86400. */
  readonly sessionExpiryInSeconds?: number;
  readonly sessionExpiryInSecondsPosition?: Position;
  /** The InstrumentationKey of the deprecated AzureApplicationInsights. */
  readonly azureApplicationInsights?: string;
  readonly journeyInsights?: JourneyInsights;
  readonly contentDefinitionParameters: readonly ContentDefinitionParameter[];
  readonly journeyFraming?: JourneyFraming;
  /** Absent: Disallow. */
  readonly scriptExecution?: 'Allow' | 'Disallow';
  /** The Mode of OnError. */
  readonly onError?: 'ReturnToRequestor' | 'DisplayInService';
}

export interface SingleSignOn extends PolicyElement {
  readonly scope: 'Suppressed' | 'TrustFramework' | 'Tenant' | 'Application' | 'Policy';
  readonly keepAliveInDays?: number;
  readonly enforceIdTokenHintOnLogout?: boolean;
}

export interface JourneyInsights extends PolicyElement {
  readonly instrumentationKey: string;
  readonly telemetryEngine: 'ApplicationInsights';
  readonly developerMode?: boolean;
  readonly clientEnabled?: boolean;
  readonly serverEnabled?: boolean;
  readonly telemetryVersion?: string;
}

export interface ContentDefinitionParameter extends PolicyElement {
  readonly name: string;
  /** May hold claim resolvers. */
  readonly value: string;
}

export interface JourneyFraming extends PolicyElement {
  readonly enabled: boolean;
  /** Origins separated by spaces. */
  readonly sources: string;
}
