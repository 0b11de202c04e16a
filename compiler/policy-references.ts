import { fold } from './id-map.ts';
import type { TechnicalProfile } from './model.ts';
import type { ContentDefinition, DisplayControl } from './model-content.ts';
import type {
  OrchestrationStep,
  Precondition,
  RelyingParty,
  SubJourney,
  UserJourney,
} from './model-journeys.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import type { PolicyElement } from './source.ts';

/** Everything of a policy that others refer to by its Id. */
export type ReferenceKind =
  | 'claim type'
  | 'technical profile'
  | 'claims transformation'
  | 'content definition'
  | 'user journey'
  | 'sub journey'
  | 'predicate'
  | 'predicate validation'
  | 'display control'
  | 'localized resource'
  | 'client definition';

/** A place in a file that names something by its Id. */
export interface PolicyReference {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly element: PolicyElement;
  /** Reading judges it: a claim, transformation or profile that a technical profile names. */
  readonly isRead: boolean;
}

/** One text for an element of a policy, in whatever letters its Id is written: a key of maps. */
export function referenceKey({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${fold(id)}`;
}

const referencesByFile = new WeakMap<TrustFrameworkPolicy, readonly PolicyReference[]>();

/** All references of a file, as written. */
export function referencesOf(policy: TrustFrameworkPolicy): readonly PolicyReference[] {
  const known = referencesByFile.get(policy);
  if (known) return known;
  const list = new ReferenceList();
  addBuildingBlocks(list, policy);
  for (const profile of policy.technicalProfiles) addProfile(list, profile);
  for (const journey of policy.userJourneys) addUserJourney(list, journey);
  for (const journey of policy.subJourneys) addSteps(list, journey);
  if (policy.relyingParty) addRelyingParty(list, policy.relyingParty);
  referencesByFile.set(policy, list.references);
  return list.references;
}

class ReferenceList {
  readonly references: PolicyReference[] = [];

  add(kind: ReferenceKind, id: string | undefined, element: PolicyElement): void {
    if (id !== undefined) this.references.push({ kind, id, element, isRead: false });
  }

  addRead(kind: ReferenceKind, id: string | undefined, element: PolicyElement): void {
    if (id !== undefined) this.references.push({ kind, id, element, isRead: true });
  }

  /** The ids in `{Claim:id}`. */
  addResolvers(text: string | undefined, element: PolicyElement): void {
    if (text === undefined || !text.includes('{')) return;
    for (const [, id] of text.matchAll(/\{claim:([^{}:]{1,200})\}/gi))
      this.add('claim type', id, element);
  }
}

function addBuildingBlocks(list: ReferenceList, policy: TrustFrameworkPolicy): void {
  const { buildingBlocks: blocks } = policy;
  for (const { predicateValidationReference: reference } of blocks.claimTypes) {
    if (reference) list.add('predicate validation', reference.id, reference);
  }
  const groups = blocks.predicateValidations.flatMap(({ predicateGroups }) => predicateGroups);
  for (const each of groups.flatMap((group) => group.predicateReferences.references)) {
    list.add('predicate', each.id, each);
  }
  for (const { inputClaims, outputClaims } of blocks.claimsTransformations) {
    for (const claim of inputClaims) list.add('claim type', claim.claimTypeReferenceId, claim);
    for (const claim of outputClaims) list.add('claim type', claim.claimTypeReferenceId, claim);
  }
  for (const definition of blocks.contentDefinitions) addContentDefinition(list, definition);
  for (const control of blocks.displayControls) addDisplayControl(list, control);
}

function addContentDefinition(list: ReferenceList, definition: ContentDefinition): void {
  list.addResolvers(definition.loadUri, definition);
  for (const each of definition.localizedResourcesReferences?.references ?? []) {
    list.add('localized resource', each.localizedResourcesReferenceId, each);
  }
}

function addDisplayControl(list: ReferenceList, control: DisplayControl): void {
  for (const claim of [...control.inputClaims, ...control.displayClaims, ...control.outputClaims]) {
    list.add('claim type', claim.claimTypeReferenceId, claim);
  }
  for (const claim of [...control.inputClaims, ...control.outputClaims]) {
    list.addResolvers(claim.defaultValue, claim);
  }
  for (const exchange of control.actions.flatMap((action) => action.validationClaimsExchange)) {
    list.add('technical profile', exchange.technicalProfileReferenceId, exchange);
    addPreconditions(list, exchange.preconditions);
  }
}

/**
 * Metadata that holds the Id of a claim; that of RESTful technical profiles is judged when generating.
 * The IpAddressClaimReferenceId of the starter pack names a claim that nobody declares, and uploads.
 */
const claimMetadata = new Set([
  'ClaimTypeOnWhichToEnable',
  'issuer_refresh_token_user_identity_claim_type',
]);

function addProfile(list: ReferenceList, profile: TechnicalProfile): void {
  for (const item of profile.metadata) {
    const id = item.value.trim();
    if (id === '') continue;
    if (item.key === 'ContentDefinitionReferenceId') list.add('content definition', id, item);
    if (claimMetadata.has(item.key)) list.add('claim type', id, item);
  }
  addProfileClaims(list, profile);
  const { inputClaimsTransformations, outputClaimsTransformations } = profile;
  for (const each of [...inputClaimsTransformations, ...outputClaimsTransformations]) {
    list.addRead('claims transformation', each.referenceId, each);
  }
  for (const each of profile.validationTechnicalProfiles) {
    list.addRead('technical profile', each.referenceId, each);
    addPreconditions(list, each.preconditions);
  }
  for (const each of [
    profile.includeTechnicalProfile,
    profile.includeClaimsFromTechnicalProfile,
    profile.useTechnicalProfileForSessionManagement,
  ]) {
    if (each) list.addRead('technical profile', each.referenceId, each);
  }
}

function addProfileClaims(list: ReferenceList, profile: TechnicalProfile): void {
  const { inputClaims, displayClaims, persistedClaims, outputClaims } = profile;
  for (const claim of [...inputClaims, ...persistedClaims, ...outputClaims]) {
    list.addRead('claim type', claim.claimTypeReferenceId, claim);
    list.addResolvers(claim.defaultValue, claim);
  }
  for (const claim of displayClaims) {
    list.addRead('claim type', claim.claimTypeReferenceId, claim);
    list.add('display control', claim.displayControlReferenceId, claim);
  }
}

function addUserJourney(list: ReferenceList, journey: UserJourney): void {
  const issuer = journey.defaultCpimIssuerTechnicalProfileReferenceId;
  list.add('technical profile', issuer, journey);
  for (const each of journey.authorizationTechnicalProfiles) {
    list.add('technical profile', each.referenceId, each);
  }
  const client = journey.clientDefinition;
  if (client) list.add('client definition', client.referenceId, client);
  addSteps(list, journey);
}

function addSteps(list: ReferenceList, { orchestrationSteps }: UserJourney | SubJourney): void {
  for (const step of orchestrationSteps) addStep(list, step);
}

function addStep(list: ReferenceList, step: OrchestrationStep): void {
  list.add('content definition', step.contentDefinitionReferenceId, step);
  list.add('technical profile', step.cpimIssuerTechnicalProfileReferenceId, step);
  addPreconditions(list, step.preconditions);
  for (const each of step.claimsExchanges) {
    list.add('technical profile', each.technicalProfileReferenceId, each);
  }
  for (const each of step.journeyList) list.add('sub journey', each.subJourneyReferenceId, each);
}

/** Its first value is a claim; the second one a text. */
function addPreconditions(list: ReferenceList, preconditions: readonly Precondition[]): void {
  for (const each of preconditions) list.add('claim type', each.values[0]?.trim(), each);
}

function addRelyingParty(list: ReferenceList, relyingParty: RelyingParty): void {
  const { defaultUserJourney, endpoints, userJourneyBehaviors, technicalProfiles } = relyingParty;
  if (defaultUserJourney)
    list.add('user journey', defaultUserJourney.referenceId, defaultUserJourney);
  for (const each of endpoints) list.add('user journey', each.userJourneyReferenceId, each);
  for (const each of userJourneyBehaviors?.contentDefinitionParameters ?? []) {
    list.addResolvers(each.value, each);
  }
  for (const profile of technicalProfiles) addProfile(list, profile);
}
