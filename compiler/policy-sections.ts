import type { TrustFrameworkPolicy } from './model-policy.ts';
import type { PolicyElement, Position } from './source.ts';

/** A part of a file that people know by name: `technical profile "REST-X"`. */
export interface PolicySection {
  readonly title: string;
  readonly position: Position;
}

/** The parts of a policy file in the order of their lines. */
export function sectionsOf(policy: TrustFrameworkPolicy): PolicySection[] {
  const { buildingBlocks: blocks, relyingParty } = policy;
  return [
    ...named('claim type', blocks.claimTypes),
    ...named('predicate', blocks.predicates),
    ...named('predicate validation', blocks.predicateValidations),
    ...named('claims transformation', blocks.claimsTransformations),
    ...named('client definition', blocks.clientDefinitions),
    ...named('content definition', blocks.contentDefinitions),
    ...single('localization', blocks.localization),
    ...named('display control', blocks.displayControls),
    ...named('technical profile', policy.technicalProfiles),
    ...named('user journey', policy.userJourneys),
    ...named('sub journey', policy.subJourneys),
    ...single('relying party', relyingParty),
  ].sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}

/** The section that a place stands in: the last that begins at it or before it. */
export function sectionAt(
  sections: readonly PolicySection[],
  { line, column }: Position,
): PolicySection | undefined {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = sections[middle]?.position ?? { line: 0, column: 0 };
    if (start.line < line || (start.line === line && start.column <= column)) low = middle + 1;
    else high = middle;
  }
  return sections[low - 1];
}

function named(
  kind: string,
  parts: readonly (PolicyElement & { readonly id: string })[],
): PolicySection[] {
  return parts.map(({ id, position }) => ({ title: `${kind} "${id}"`, position }));
}

function single(title: string, part: PolicyElement | undefined): PolicySection[] {
  return part ? [{ title, position: part.position }] : [];
}
