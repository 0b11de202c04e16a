import { journeysOf } from '../compiler/journey-steps.ts';
import type { ClaimType, EffectivePolicy, EffectiveTechnicalProfile } from '../compiler/model.ts';
import type { OrchestrationStep } from '../compiler/model-journeys.ts';
import { policyPatterns } from '../compiler/policy-patterns.ts';
import { judgeExpression, translateRegularExpression } from '../compiler/regular-expression.ts';
import { type PolicyElement, type Position, placeText } from '../compiler/source.ts';
import { technicalProfileType } from '../compiler/technical-profile-type.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { placed } from './fault-place.ts';
import type { ProfileTypes } from './profile-type.ts';
import type { StepTypes } from './step-type.ts';

/** A part of a policy that the emulator does not have: a journey that reaches it stops there. */
export interface Unsupported {
  /** `technical profile "X"` */
  readonly element: string;
  readonly position: Position;
  readonly reason: string;
}

/** What the emulator can run. */
export interface RunnableTypes {
  readonly profileTypes: ProfileTypes;
  readonly stepTypes: StepTypes;
}

/** What of a policy cannot be run, for the warnings at load. */
export function unsupportedParts(
  policy: EffectivePolicy,
  { profileTypes, stepTypes }: RunnableTypes,
): Unsupported[] {
  const profiles = policy.technicalProfiles.values();
  const steps = journeysOf(policy).flatMap(({ orchestrationSteps }) => orchestrationSteps);
  return [
    ...withoutJourney(policy),
    ...profiles.flatMap((profile) => unsupportedProfile(profile, profileTypes)),
    ...steps.flatMap((step) => unsupportedStep(step, stepTypes)),
    ...unsupportedExpressions(policy).values(),
  ];
}

/** A relying party that has nothing to begin with. */
function withoutJourney({ relyingParty, userJourneys }: EffectivePolicy): Unsupported[] {
  if (!relyingParty) return [];
  const { defaultUserJourney, position } = relyingParty;
  const element = 'relying party';
  if (!defaultUserJourney) {
    return [{ element, position, reason: 'It names no DefaultUserJourney.' }];
  }
  const { referenceId } = defaultUserJourney;
  if (userJourneys.has(referenceId)) return [];
  const reason = `No policy declares its user journey "${referenceId}".`;
  return [{ element, position: defaultUserJourney.position, reason }];
}

function unsupportedProfile(
  profile: EffectiveTechnicalProfile,
  types: ProfileTypes,
): Unsupported[] {
  if (!profile.protocol) return []; // a part for others to include
  const reason = reasonAgainst(profile, types);
  if (reason === undefined) return [];
  return [{ element: `technical profile "${profile.id}"`, position: profile.position, reason }];
}

/** Why a technical profile cannot be run; undefined where it can. */
export function reasonAgainst(
  profile: EffectiveTechnicalProfile,
  types: ProfileTypes,
): string | undefined {
  const type = technicalProfileType(profile);
  if (type === undefined) return unknownProtocol(profile);
  const found = types.find(type);
  if (found && found.parity.grade !== 'absent') return undefined;
  return found?.parity.how ?? `The emulator has no technical profiles of the type "${type}".`;
}

function unknownProtocol({ protocol }: EffectiveTechnicalProfile): string {
  if (!protocol) return 'It has no Protocol, and includes none.';
  const { name, handler } = protocol;
  if (handler !== undefined) return `The emulator does not know its Handler "${handler}".`;
  return name === 'Proprietary'
    ? 'Its Protocol "Proprietary" has no Handler.'
    : `The emulator does not know its Protocol "${name}".`;
}

function unsupportedStep(step: OrchestrationStep, types: StepTypes): Unsupported[] {
  if (types.find(step.type)) return [];
  const element = `orchestration step ${step.order} of the type "${step.type}"`;
  const reason = 'B2C documents no behavior of this type, and no policy that we know uses it.';
  return [{ element, position: step.position, reason }];
}

const expressionsByPolicy = new WeakMap<EffectivePolicy, ReadonlyMap<PolicyElement, Unsupported>>();

/** The regular expressions that only .NET can run, by the element that has them. @see facts engine 6.3 */
function unsupportedExpressions(policy: EffectivePolicy): ReadonlyMap<PolicyElement, Unsupported> {
  const known = expressionsByPolicy.get(policy);
  if (known) return known;
  const found = new Map<PolicyElement, Unsupported>();
  for (const { expression, owner, element } of policyPatterns(policy)) {
    const translated = translateRegularExpression(expression);
    if ('text' in translated) continue;
    const { unsupported } = translated;
    const reason =
      judgeExpression(expression) === 'broken'
        ? `Its regular expression "${unsupported}" is broken.`
        : `"${unsupported}" of its regular expression cannot be run outside .NET.`;
    found.set(element, { element: owner, position: element.position, reason });
  }
  expressionsByPolicy.set(policy, found);
  return found;
}

/**
 * Whether what a value of the claim is checked with can be run here: a check is never left out.
 * @throws {JourneyFailed} where it cannot; says where the policy has it
 */
export function requireExpressions(policy: EffectivePolicy, claimType: ClaimType): void {
  const unsupported = unsupportedExpressions(policy);
  if (unsupported.size === 0) return;
  const { restriction, predicateValidationReference: validation } = claimType;
  const groups = policy.predicateValidations.get(validation?.id ?? '')?.predicateGroups ?? [];
  const predicates = groups.flatMap(({ predicateReferences }) =>
    predicateReferences.references.map(({ id }) => policy.predicates.get(id)),
  );
  for (const part of [restriction?.pattern, ...predicates]) {
    const found = part && unsupported.get(part);
    if (!found) continue;
    const message = `${found.element} (${placeText(found.position)}) cannot be run. ${found.reason}`;
    throw placed(new JourneyFailed(message, { isRedirectable: false }), found.position);
  }
}
