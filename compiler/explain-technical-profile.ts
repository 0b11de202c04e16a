import { type ProfileType, profileTypeOf } from './explain-profile-type.ts';
import type { FlattenedTechnicalProfile } from './flatten-shape.ts';
import { flattenTechnicalProfile } from './flatten-technical-profile.ts';
import { fold } from './id-map.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import type { Position } from './source.ts';

/** A technical profile as one relying party sees it, and who uses it in any. */
export interface ExplainedProfile {
  readonly policyId: string;
  readonly position: Position;
  readonly type: ProfileType;
  readonly technicalProfile: FlattenedTechnicalProfile;
  /** In words, each once: `step 2 of user journey SignIn, as FacebookExchange`. */
  readonly usedBy: readonly string[];
}

/** Explains the profile of the first policy that has it; undefined where none has. */
export function explainTechnicalProfile(
  policies: readonly EffectivePolicy[],
  id: string,
): ExplainedProfile | undefined {
  const policy = policies.find(({ technicalProfiles }) => technicalProfiles.has(id));
  const profile = policy?.technicalProfiles.get(id);
  if (!policy || !profile) return undefined;
  return {
    policyId: policy.policyId,
    position: profile.position,
    type: profileTypeOf(profile),
    technicalProfile: flattenTechnicalProfile(policy, profile),
    usedBy: [...new Set(policies.flatMap((each) => usesOf(each, fold(id))))],
  };
}

function usesOf(policy: EffectivePolicy, id: string): string[] {
  return [
    ...stepUses(policy, id),
    ...policy.technicalProfiles.values().flatMap((profile) => profileUses(profile, id)),
    ...controlUses(policy, id),
  ];
}

function stepUses({ userJourneys, subJourneys }: EffectivePolicy, id: string): string[] {
  const journeys = [
    ...userJourneys.values().map((journey) => ({ ...journey, kind: 'user journey' })),
    ...subJourneys.values().map((journey) => ({ ...journey, kind: 'sub journey' })),
  ];
  return journeys.flatMap(({ kind, id: journeyId, orchestrationSteps }) =>
    orchestrationSteps.flatMap((step) => {
      const place = `step ${step.order} of ${kind} ${journeyId}`;
      const exchanges = step.claimsExchanges.filter(
        ({ technicalProfileReferenceId }) => fold(technicalProfileReferenceId) === id,
      );
      const isIssuer = fold(step.cpimIssuerTechnicalProfileReferenceId ?? '') === id;
      return [
        ...exchanges.map((exchange) => `${place}, as ${exchange.id}`),
        ...(isIssuer ? [`${place}, ${step.type}`] : []),
      ];
    }),
  );
}

function profileUses(profile: EffectiveTechnicalProfile, id: string): string[] {
  const session = profile.useTechnicalProfileForSessionManagement?.referenceId ?? '';
  const validations = profile.validationTechnicalProfiles.flatMap(({ referenceId }, index) => {
    return fold(referenceId) === id ? [`validation ${index + 1} of ${profile.id}`] : [];
  });
  return [
    ...validations,
    ...(profile.includes.some((included) => fold(included) === id)
      ? [`included in ${profile.id}`]
      : []),
    ...(fold(session) === id ? [`session management of ${profile.id}`] : []),
  ];
}

function controlUses({ displayControls }: EffectivePolicy, id: string): string[] {
  return displayControls
    .values()
    .flatMap((control) =>
      control.actions
        .filter(({ validationClaimsExchange }) =>
          validationClaimsExchange.some(
            ({ technicalProfileReferenceId }) => fold(technicalProfileReferenceId) === id,
          ),
        )
        .map((action) => `action ${action.id} of display control ${control.id}`),
    );
}
