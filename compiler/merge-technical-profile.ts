import { fold } from './id-map.ts';
import { childFirst } from './merge-lists.ts';
import type { ClaimsProvider, TechnicalProfile, ValidationTechnicalProfile } from './model.ts';
import type { DisplayClaim } from './model-content.ts';

/**
 * Rule 5: two technical profiles with one Id, in a file and its base, or one that includes another.
 * What the nearer one says wins; Protocol, formats, SubjectNamingInfo, IncludeInSso, session
 * management and the like as a whole. Evidence: observed.
 */
export function mergeTechnicalProfile(
  child: TechnicalProfile,
  parent: TechnicalProfile,
): TechnicalProfile {
  const claimsProvider = mergeClaimsProvider(child.claimsProvider, parent.claimsProvider);
  return {
    ...parent,
    ...child,
    ...(claimsProvider && { claimsProvider }),
    metadata: childFirst(child.metadata, parent.metadata, ({ key }) => key),
    cryptographicKeys: childFirst(
      child.cryptographicKeys,
      parent.cryptographicKeys,
      ({ id }) => id,
    ),
    inputClaims: mergeClaims(child.inputClaims, parent.inputClaims, claimOf),
    displayClaims: mergeClaims(child.displayClaims, parent.displayClaims, shownOf),
    persistedClaims: mergeClaims(child.persistedClaims, parent.persistedClaims, claimOf),
    outputClaims: mergeClaims(child.outputClaims, parent.outputClaims, claimOf),
    inputClaimsTransformations: join(
      child.inputClaimsTransformations,
      parent.inputClaimsTransformations,
    ),
    outputClaimsTransformations: join(
      child.outputClaimsTransformations,
      parent.outputClaimsTransformations,
    ),
    validationTechnicalProfiles: joinValidationTechnicalProfiles(child, parent),
    errorHandlers: child.errorHandlers.length > 0 ? child.errorHandlers : parent.errorHandlers,
  };
}

/**
 * Rule 4: a ClaimsProvider has no identity of its own; only its domain and name go with the profile.
 * Evidence: schema, observed.
 */
function mergeClaimsProvider(
  child: ClaimsProvider | undefined,
  parent: ClaimsProvider | undefined,
): ClaimsProvider | undefined {
  return child && parent ? { ...parent, ...child } : (child ?? parent);
}

/**
 * Rule 7: claims are united by claim id: the child's first, then the parent's remaining; where both
 * name a claim once, the child's attributes win and the parent's others stay. Evidence: observed,
 * the order from community guidance; of DisplayClaims unconfirmed.
 */
function mergeClaims<Claim extends object>(
  child: readonly Claim[],
  parent: readonly Claim[],
  idOf: (claim: Claim) => string,
): readonly Claim[] {
  if (child.length === 0 || parent.length === 0) return childFirst(child, parent, idOf);
  const inChild = singles(child, idOf);
  const inParent = singles(parent, idOf);
  const completed = child.map((claim) => {
    const id = fold(idOf(claim));
    const inherited = inChild.get(id) && inParent.get(id);
    return inherited ? { ...inherited, ...claim } : claim;
  });
  return childFirst(completed, parent, idOf);
}

/** Claims that the list names once; those it names twice map to nothing. */
function singles<Claim>(
  claims: readonly Claim[],
  idOf: (claim: Claim) => string,
): Map<string, Claim | undefined> {
  const found = new Map<string, Claim | undefined>();
  for (const claim of claims) {
    const id = fold(idOf(claim));
    found.set(id, found.has(id) ? undefined : claim);
  }
  return found;
}

function claimOf({ claimTypeReferenceId }: { claimTypeReferenceId: string }): string {
  return claimTypeReferenceId;
}

/** A claim and a control of one name are two things. */
function shownOf({ claimTypeReferenceId, displayControlReferenceId }: DisplayClaim): string {
  return claimTypeReferenceId ?? `control:${displayControlReferenceId}`;
}

/** Rule 8: transformations are joined, the child's first; twice named, they run twice. Unconfirmed. */
function join<Part>(child: readonly Part[], parent: readonly Part[]): readonly Part[] {
  if (child.length === 0) return parent;
  return parent.length === 0 ? child : [...child, ...parent];
}

/**
 * Rule 9: validation technical profiles are joined, the child's first, and run twice where both
 * list them. Evidence: reported of the service, confirmed by a Microsoft engineer.
 */
function joinValidationTechnicalProfiles(
  child: TechnicalProfile,
  parent: TechnicalProfile,
): readonly ValidationTechnicalProfile[] {
  return join(child.validationTechnicalProfiles, parent.validationTechnicalProfiles);
}

/** The child's entries that the parent lists too. */
export function restatedValidations(
  child: TechnicalProfile,
  parent: TechnicalProfile,
): ValidationTechnicalProfile[] {
  const listed = new Set(
    parent.validationTechnicalProfiles.map(({ referenceId }) => fold(referenceId)),
  );
  if (listed.size === 0) return [];
  return child.validationTechnicalProfiles.filter(({ referenceId }) =>
    listed.has(fold(referenceId)),
  );
}
