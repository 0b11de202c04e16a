import { type ProfileRole, profileTypeOf } from './explain-profile-type.ts';
import { preconditionWords } from './flatten-words.ts';
import { fold } from './id-map.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import type { OrchestrationStep, SubJourney, UserJourney } from './model-journeys.ts';
import { isRestful, readRestfulTechnicalProfile } from './restful-technical-profile.ts';
import { parseServiceUrl } from './service-url.ts';

/** A journey as it is drawn: every step a row, and to its right what it calls. */
export interface JourneyGraph {
  readonly title: string;
  readonly steps: readonly GraphStep[];
}

export interface GraphStep {
  readonly title: string;
  /** What the step offers, which sub journey it runs, who issues. */
  readonly lines: readonly string[];
  /** Its preconditions in words. */
  readonly notes: readonly string[];
  readonly calls: readonly GraphCall[];
}

/** A technical profile that is run. */
export interface GraphCall {
  readonly profileId: string;
  readonly role: ProfileRole;
  /** Why or as what it is run, and its type. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  /** `POST api.example.com/members`: of a RESTful technical profile. */
  readonly rest?: string;
  /** Validation technical profiles, and what display controls of the page run. */
  readonly calls: readonly GraphCall[];
}

/** The journey and the sub journeys that it comes to, each once. */
export function graphJourney(
  policy: EffectivePolicy,
  journey: UserJourney | SubJourney,
): JourneyGraph[] {
  const journeys = [journey];
  for (const { orchestrationSteps } of journeys) {
    for (const { subJourneyReferenceId } of orchestrationSteps.flatMap(
      (step) => step.journeyList,
    )) {
      const sub = policy.subJourneys.get(subJourneyReferenceId);
      if (sub && !journeys.includes(sub)) journeys.push(sub);
    }
  }
  return journeys.map((each) => ({
    title: `${'type' in each ? 'Sub journey' : 'User journey'} ${each.id}`,
    steps: each.orchestrationSteps.map((step) => graphStep(policy, step)),
  }));
}

function graphStep(policy: EffectivePolicy, step: OrchestrationStep): GraphStep {
  const issuer = step.cpimIssuerTechnicalProfileReferenceId;
  const exchanges = step.claimsExchanges.map(({ id, technicalProfileReferenceId }) => {
    const as = fold(id) === fold(technicalProfileReferenceId) ? [] : [`as ${id}`];
    return graphCall(policy, technicalProfileReferenceId, as);
  });
  return {
    title: `${step.order} · ${step.type}`,
    lines: [
      ...step.claimsProviderSelections.map((selection) =>
        selection.targetClaimsExchangeId === undefined
          ? `form: ${selection.validationClaimsExchangeId}`
          : `offers ${selection.targetClaimsExchangeId}`,
      ),
      ...step.journeyList.map((candidate) => `runs ${candidate.subJourneyReferenceId}`),
    ],
    notes: step.preconditions.map(preconditionWords),
    calls: issuer ? [...exchanges, graphCall(policy, issuer, [])] : exchanges,
  };
}

interface Circumstances {
  readonly notes?: readonly string[];
  /** Only what a step calls has a page with validations. */
  readonly isNested?: boolean;
}

function graphCall(
  policy: EffectivePolicy,
  id: string,
  as: readonly string[],
  { notes = [], isNested = false }: Circumstances = {},
): GraphCall {
  const profile = policy.technicalProfiles.get(id);
  if (!profile) {
    return { profileId: id, role: 'other', lines: [...as, 'declared nowhere'], notes, calls: [] };
  }
  const { name, role } = profileTypeOf(profile);
  const rest = isRestful(profile) ? restCall(policy, profile) : undefined;
  return {
    profileId: profile.id,
    role,
    lines: [...as, name],
    notes,
    calls: isNested ? [] : [...validations(policy, profile), ...controlActions(policy, profile)],
    ...(rest === undefined ? {} : { rest }),
  };
}

function validations(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): GraphCall[] {
  return profile.validationTechnicalProfiles.map((validation, index) => {
    const { referenceId, preconditions, continueOnError, continueOnSuccess } = validation;
    const notes = [
      ...preconditions.map(preconditionWords),
      ...(continueOnError ? ['goes on after an error'] : []),
      ...(continueOnSuccess ? [] : ['the last one after success']),
    ];
    return graphCall(policy, referenceId, [`validation ${index + 1}`], { notes, isNested: true });
  });
}

function controlActions(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): GraphCall[] {
  return profile.displayClaims.flatMap(({ displayControlReferenceId }) => {
    if (displayControlReferenceId === undefined) return [];
    const actions = policy.displayControls.get(displayControlReferenceId)?.actions ?? [];
    return actions.flatMap(({ id, validationClaimsExchange }) =>
      validationClaimsExchange.map(({ technicalProfileReferenceId, preconditions }) => {
        const notes = preconditions.map(preconditionWords);
        const as = [`${id} of ${displayControlReferenceId}`];
        return graphCall(policy, technicalProfileReferenceId, as, { notes, isNested: true });
      }),
    );
  });
}

/** Without what is behind "?", which may hold a key. */
function restCall(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): string {
  const { restful } = readRestfulTechnicalProfile(policy, profile);
  const url = restful && parseServiceUrl(restful.serviceUrl);
  if (restful && url) {
    return `${restful.method} ${new URL(url.origin).host}/${url.segments.join('/')}`;
  }
  const item = profile.metadata.find(({ key }) => fold(key.trim()) === 'serviceurl');
  const [shown = ''] = (item?.value ?? '').split('?');
  return shown === '' ? 'no ServiceUrl' : shown.trim().replace(/\/\/[^/@]*@/, '//');
}
