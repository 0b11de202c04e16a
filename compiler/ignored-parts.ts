import { attribute, child, children, toBoolean } from './read-element.ts';
import type { PolicyElement } from './source.ts';
import type { XmlElement } from './xml.ts';

/**
 * A part that the schema has and nobody documents. The model leaves it out; whoever runs the policy says
 * so. @see facts engine 1.4, 1.9
 */
export interface IgnoredPart extends PolicyElement {
  /** `From of the claim "email" in the technical profile "X"` */
  readonly element: string;
  readonly reason: string;
}

const undocumented = 'Nobody documents what it does: journeys go on as if it were not there.';

/** Elements of a technical profile that may change what it does. */
const profileElements = new Set([
  'SubjectAuthenticationRequirements',
  'RequiredAssuranceLevelsOfInputClaims',
  'Suppressions',
  'PreferredBinding',
  'InputTokenSources',
]);

/** What of a policy file is ignored, in its order. */
export function readIgnoredParts(root: XmlElement): IgnoredPart[] {
  const providers = children(child(root, 'ClaimsProviders'), 'ClaimsProvider');
  const lists = providers.flatMap((provider) => children(provider, 'TechnicalProfiles'));
  const relyingParties = children(root, 'RelyingParty');
  return [
    ...[...lists, ...relyingParties]
      .flatMap((parent) => children(parent, 'TechnicalProfile'))
      .flatMap(ofTechnicalProfile),
    ...relyingParties.flatMap(ofBehaviors),
    ...journeySteps(root).flatMap(ofStep),
  ];
}

function journeySteps(root: XmlElement): XmlElement[] {
  const journeys = [
    ...children(child(root, 'UserJourneys'), 'UserJourney'),
    ...children(child(root, 'SubJourneys'), 'SubJourney'),
  ];
  return journeys.flatMap((each) =>
    children(child(each, 'OrchestrationSteps'), 'OrchestrationStep'),
  );
}

/** Only its first Candidate is entered. */
function ofStep(step: XmlElement): IgnoredPart[] {
  const lists = children(step, 'JourneyList');
  const [, ...others] = lists.flatMap((list) => children(list, 'Candidate'));
  const place = `in the JourneyList of step ${attribute(step, 'Order') ?? ''}`;
  const reason = 'Nobody documents how one of several is chosen: the first is.';
  return others.map((candidate) => {
    const id = attribute(candidate, 'SubJourneyReferenceId') ?? '';
    return ignored(candidate, `Candidate "${id}" ${place}`, reason);
  });
}

function ofBehaviors(relyingParty: XmlElement): IgnoredPart[] {
  const onError = child(child(relyingParty, 'UserJourneyBehaviors'), 'OnError');
  if (!onError || attribute(onError, 'Mode') !== 'DisplayInService') return [];
  const reason = 'Nobody documents it: errors go back to the application.';
  return [ignored(onError, 'OnError Mode="DisplayInService" of the relying party', reason)];
}

function ofTechnicalProfile(profile: XmlElement): IgnoredPart[] {
  const name = `technical profile "${attribute(profile, 'Id') ?? ''}"`;
  const elements = profile.children.filter((part) => profileElements.has(part.name));
  const claims = profile.children
    .filter(({ name: list }) => /^(?:Input|Output|Persisted)Claims$/.test(list))
    .flatMap((list) => list.children);
  return [
    ...elements.map((part) => ignored(part, `${part.name} of the ${name}`, undocumented)),
    ...claims.flatMap((claim) => ofClaim(claim, name)),
  ];
}

function ofClaim(claim: XmlElement, profile: string): IgnoredPart[] {
  const place = `of the claim "${attribute(claim, 'ClaimTypeReferenceId') ?? ''}" in the ${profile}`;
  const sources = children(claim, 'From').map((from) =>
    ignored(from, `From ${place}`, undocumented),
  );
  if (toBoolean(attribute(claim, 'OverwriteIfExists')) !== false) return sources;
  const reason = 'Nobody documents what "false" does: what is there is overwritten.';
  return [...sources, ignored(claim, `OverwriteIfExists ${place}`, reason)];
}

function ignored({ position }: XmlElement, element: string, reason: string): IgnoredPart {
  return { element, reason, position };
}
