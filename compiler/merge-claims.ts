import { byMergeBehavior, childFirst } from './merge-lists.ts';
import type { ClaimType, Restriction } from './model.ts';

/**
 * Rule 2: a ClaimType is merged child element by child element, and the child file's win. Default
 * partner claim types are merged by protocol. Evidence: unconfirmed, but for Restriction.
 */
export function mergeClaimType(child: ClaimType, parent: ClaimType): ClaimType {
  const restriction = mergeRestriction(child.restriction, parent.restriction);
  return {
    ...parent,
    ...child,
    defaultPartnerClaimTypes: childFirst(
      child.defaultPartnerClaimTypes,
      parent.defaultPartnerClaimTypes,
      ({ name }) => name,
    ),
    ...(restriction && { restriction }),
  };
}

/**
 * Rule 3: enumerations join as the child's MergeBehavior says, ReplaceAll where it says nothing.
 * Evidence: documented (claimsschema page), default from the schema.
 */
function mergeRestriction(
  child: Restriction | undefined,
  parent: Restriction | undefined,
): Restriction | undefined {
  if (!child || !parent) return child ?? parent;
  if (child.mergeBehavior === undefined || child.mergeBehavior === 'ReplaceAll') return child;
  const enumerations = byMergeBehavior(
    child.enumerations,
    parent.enumerations,
    child.mergeBehavior,
  );
  return { ...parent, ...child, enumerations };
}
