import type { Diagnostic } from './diagnostic.ts';
import { IdMap } from './id-map.ts';
import { mergeClaimType } from './merge-claims.ts';
import { mergeContentDefinition, mergeLocalization } from './merge-content.ts';
import { mergeJourney, mergeRelyingParty, sortSteps } from './merge-journeys.ts';
import { mergeTechnicalProfile, restatedValidations } from './merge-technical-profile.ts';
import type { ClaimType, EffectivePolicy, TechnicalProfile } from './model.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import { fault } from './reading-rules.ts';

/** A chain merged file by file; its IncludeTechnicalProfile elements are still to be resolved. */
export type MergedPolicy = Omit<EffectivePolicy, 'policyId' | 'chain' | 'technicalProfiles'> & {
  readonly technicalProfiles: IdMap<TechnicalProfile>;
  readonly diagnostics: readonly Diagnostic[];
};

/** What a chain begins with. */
export const nothingMerged: MergedPolicy = {
  claimTypes: new IdMap(),
  predicates: new IdMap(),
  predicateValidations: new IdMap(),
  claimsTransformations: new IdMap(),
  clientDefinitions: new IdMap(),
  contentDefinitions: new IdMap(),
  displayControls: new IdMap(),
  userJourneys: new IdMap(),
  subJourneys: new IdMap(),
  technicalProfiles: new IdMap(),
  diagnostics: [],
};

/**
 * Rule 1: the base file first, then the one that names it: same kind and Id is an override, anything
 * else is added. What a file does not touch is shared with its parent, not copied. Evidence:
 * documented.
 * @see facts policy-language 2
 */
export function mergePolicy(child: TrustFrameworkPolicy, parent: MergedPolicy): MergedPolicy {
  const blocks = child.buildingBlocks;
  return {
    claimTypes: overlay(blocks.claimTypes, parent.claimTypes, mergeClaimType),
    predicates: overlay(blocks.predicates, parent.predicates, childOnly),
    predicateValidations: overlay(
      blocks.predicateValidations,
      parent.predicateValidations,
      childOnly,
    ),
    claimsTransformations: overlay(
      blocks.claimsTransformations,
      parent.claimsTransformations,
      childOnly,
    ),
    clientDefinitions: overlay(blocks.clientDefinitions, parent.clientDefinitions, childOnly),
    contentDefinitions: overlay(
      blocks.contentDefinitions,
      parent.contentDefinitions,
      mergeContentDefinition,
    ),
    displayControls: overlay(blocks.displayControls, parent.displayControls, childOnly),
    userJourneys: overlay(child.userJourneys.map(sortSteps), parent.userJourneys, mergeJourney),
    subJourneys: overlay(child.subJourneys.map(sortSteps), parent.subJourneys, mergeJourney),
    technicalProfiles: overlay(
      child.technicalProfiles,
      parent.technicalProfiles,
      mergeTechnicalProfile,
    ),
    ...mergeSingles(child, parent),
    diagnostics: [
      ...parent.diagnostics,
      ...typeConflicts(child, parent),
      ...duplicatedValidations(child, parent),
    ],
  };
}

/**
 * Rule 18: Predicate, PredicateValidation, ClaimsTransformation, ClientDefinition and DisplayControl
 * are replaced as a whole: half of one signature and half of another make none. Unconfirmed.
 */
function childOnly<Part>(child: Part): Part {
  return child;
}

/** Of parts with one Id in the same file, which is a fault of its own, the first counts. */
function overlay<Part extends { readonly id: string }>(
  child: readonly Part[],
  parent: IdMap<Part>,
  merge: (child: Part, parent: Part) => Part,
): IdMap<Part> {
  if (child.length === 0) return parent;
  const merged = new IdMap(parent);
  const own = new IdMap<Part>();
  for (const part of child) {
    if (own.has(part.id)) continue;
    own.set(part.id, part);
    const inherited = parent.get(part.id);
    merged.set(part.id, inherited ? merge(part, inherited) : part);
  }
  return merged;
}

function mergeSingles(child: TrustFrameworkPolicy, parent: MergedPolicy) {
  const localization =
    child.buildingBlocks.localization && parent.localization
      ? mergeLocalization(child.buildingBlocks.localization, parent.localization)
      : (child.buildingBlocks.localization ?? parent.localization);
  const relyingParty =
    child.relyingParty && parent.relyingParty
      ? mergeRelyingParty(child.relyingParty, parent.relyingParty)
      : (child.relyingParty ?? parent.relyingParty);
  return { ...(localization && { localization }), ...(relyingParty && { relyingParty }) };
}

function typeConflicts(child: TrustFrameworkPolicy, parent: MergedPolicy): Diagnostic[] {
  return child.buildingBlocks.claimTypes.flatMap((claimType) => {
    const inherited = parent.claimTypes.get(claimType.id);
    return inherited && isConflict(claimType, inherited)
      ? [typeConflict(claimType, inherited)]
      : [];
  });
}

function isConflict(child: ClaimType, parent: ClaimType): boolean {
  return Boolean(child.dataType && parent.dataType && child.dataType !== parent.dataType);
}

function typeConflict(child: ClaimType, parent: ClaimType): Diagnostic {
  const { file, line } = parent.position;
  const message = `The claim type "${child.id}" is "${child.dataType}" here, but "${parent.dataType}" in ${file}:${line}.`;
  return fault('merge-type-conflict', child.position, message);
}

function duplicatedValidations(child: TrustFrameworkPolicy, parent: MergedPolicy): Diagnostic[] {
  return child.technicalProfiles.flatMap((profile) => {
    const inherited = parent.technicalProfiles.get(profile.id);
    return inherited ? validationWarnings(profile, inherited) : [];
  });
}

/** One warning for each validation technical profile that both list. */
export function validationWarnings(
  child: TechnicalProfile,
  parent: TechnicalProfile,
): Diagnostic[] {
  return restatedValidations(child, parent).map(({ referenceId, position }) => {
    const message = `"${child.id}" runs "${referenceId}" twice: "${parent.id}" in ${parent.position.file} lists it too.`;
    return fault('merge-validation-duplicated', position, message);
  });
}
