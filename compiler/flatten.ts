import { boundDiagnostics } from './bounded-diagnostics.ts';
import { type Diagnostic, sortDiagnostics, withoutChanges } from './diagnostic.ts';
import type { FlattenedClaimType, FlattenedPolicy, FlattenedStep } from './flatten-shape.ts';
import { flattenPreconditions, flattenTechnicalProfile } from './flatten-technical-profile.ts';
import { IdMap } from './id-map.ts';
import type { ClaimType, EffectivePolicy } from './model.ts';
import type { OrchestrationStep, RelyingParty, SubJourney, UserJourney } from './model-journeys.ts';
import type { ClaimsTransformation, TransformationClaim } from './model-transformations.ts';
import { present } from './read-element.ts';

/** An effective policy as a program reads it: without positions, every name resolved. */
export function flattenPolicy(
  policy: EffectivePolicy,
  diagnostics: readonly Diagnostic[],
): FlattenedPolicy {
  const { relyingParty } = policy;
  return present({
    policyId: policy.policyId,
    chain: policy.chain.map(({ policyId, position: { file } }) => ({ policyId, file })),
    relyingParty: relyingParty && flattenRelyingParty(policy, relyingParty),
    technicalProfiles: policy.technicalProfiles.values().map((profile) => {
      return flattenTechnicalProfile(policy, profile);
    }),
    claimTypes: policy.claimTypes.values().map(flattenClaimType),
    claimsTransformations: policy.claimsTransformations.values().map(flattenTransformation),
    userJourneys: policy.userJourneys.values().map(flattenUserJourney),
    subJourneys: policy.subJourneys.values().map(flattenSubJourney),
    diagnostics: withoutChanges(boundDiagnostics(sortDiagnostics(diagnostics))),
  });
}

/** What is printed of a file that is no policy: the same shape, with nothing in it. */
export function flattenNothing(diagnostics: readonly Diagnostic[]): FlattenedPolicy {
  return {
    policyId: null,
    chain: [],
    technicalProfiles: [],
    claimTypes: [],
    claimsTransformations: [],
    userJourneys: [],
    subJourneys: [],
    diagnostics: withoutChanges(boundDiagnostics(sortDiagnostics(diagnostics))),
  };
}

function flattenRelyingParty(policy: EffectivePolicy, relyingParty: RelyingParty) {
  const { defaultUserJourney, endpoints, userJourneyBehaviors, technicalProfiles } = relyingParty;
  return present({
    defaultUserJourney: defaultUserJourney?.referenceId,
    endpoints: endpoints.map(({ id, userJourneyReferenceId }) => ({ id, userJourneyReferenceId })),
    userJourneyBehaviors: userJourneyBehaviors && withoutPositions(userJourneyBehaviors),
    technicalProfiles: technicalProfiles.map((profile) => {
      return flattenTechnicalProfile(policy, { ...profile, includes: [] });
    }),
  });
}

/** A part of the model as JSON, its elements and attributes as properties. */
export function withoutPositions(part: object): Record<string, Json> {
  return JSON.parse(
    JSON.stringify(part, (key, value) => {
      if (/position$/i.test(key)) return undefined;
      return value instanceof IdMap ? Object.fromEntries(value) : value;
    }),
  );
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

function flattenClaimType(claimType: ClaimType): FlattenedClaimType {
  const { id, dataType, displayName, userInputType, adminHelpText, userHelpText } = claimType;
  const { enumerations = [], pattern } = claimType.restriction ?? {};
  return present({
    id,
    dataType,
    displayName,
    userInputType,
    adminHelpText,
    userHelpText,
    defaultPartnerClaimTypes: Object.fromEntries(
      claimType.defaultPartnerClaimTypes.map(({ name, partnerClaimType }) => {
        return [name, partnerClaimType];
      }),
    ),
    enumeration: enumerations.length > 0 ? enumerations.map(flattenEnumeration) : undefined,
    pattern:
      pattern &&
      present({ regularExpression: pattern.regularExpression, helpText: pattern.helpText }),
    predicateValidationReference: claimType.predicateValidationReference?.id,
  });
}

function flattenEnumeration({
  text,
  value,
  selectByDefault,
}: {
  text: string;
  value: string;
  selectByDefault: boolean;
}) {
  return { text, value, selectByDefault };
}

function flattenTransformation(transformation: ClaimsTransformation) {
  const { id, transformationMethod, inputParameters } = transformation;
  return {
    id,
    transformationMethod,
    inputClaims: transformation.inputClaims.map(flattenTransformationClaim),
    inputParameters: inputParameters.map((parameter) => {
      return { id: parameter.id, dataType: parameter.dataType, value: parameter.value };
    }),
    outputClaims: transformation.outputClaims.map(flattenTransformationClaim),
  };
}

function flattenTransformationClaim(claim: TransformationClaim) {
  const { claimTypeReferenceId, transformationClaimType } = claim;
  return present({ claimTypeReferenceId, transformationClaimType });
}

function flattenUserJourney(journey: UserJourney) {
  const { id, defaultCpimIssuerTechnicalProfileReferenceId } = journey;
  return present({
    id,
    defaultCpimIssuerTechnicalProfileReferenceId,
    authorizationTechnicalProfiles: journey.authorizationTechnicalProfiles.map(
      ({ referenceId }) => referenceId,
    ),
    orchestrationSteps: journey.orchestrationSteps.map(flattenStep),
  });
}

function flattenSubJourney({ id, type, orchestrationSteps }: SubJourney) {
  return { id, type, orchestrationSteps: orchestrationSteps.map(flattenStep) };
}

function flattenStep(step: OrchestrationStep): FlattenedStep {
  const { order, type, contentDefinitionReferenceId, cpimIssuerTechnicalProfileReferenceId } = step;
  return present({
    order,
    type,
    contentDefinitionReferenceId,
    cpimIssuerTechnicalProfileReferenceId,
    preconditions: flattenPreconditions(step.preconditions),
    claimsProviderSelections: step.claimsProviderSelections.map((selection) => {
      const { targetClaimsExchangeId, validationClaimsExchangeId } = selection;
      return present({ targetClaimsExchangeId, validationClaimsExchangeId });
    }),
    claimsExchanges: step.claimsExchanges.map(({ id, technicalProfileReferenceId }) => {
      return { id, technicalProfileReferenceId };
    }),
    journeyList: step.journeyList.map(({ subJourneyReferenceId }) => subJourneyReferenceId),
  });
}
