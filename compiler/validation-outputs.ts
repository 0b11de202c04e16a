import { readClaims } from './claims-read.ts';
import { fold } from './id-map.ts';
import {
  hasWholeChain,
  isWhole,
  type JourneyStep,
  startedJourneys,
  walkJourney,
} from './journey-steps.ts';
import type {
  EffectivePolicy,
  EffectiveTechnicalProfile,
  ValidationTechnicalProfile,
} from './model.ts';
import type { OrchestrationStep, UserJourney } from './model-journeys.ts';
import { validationEntries } from './validation-lists.ts';
import { transformedClaims, writtenClaims } from './written-claims.ts';

/** A claim that a page drops, and what would read it afterwards. */
export interface LostClaim {
  /** Folded. */
  readonly claim: string;
  readonly page: EffectiveTechnicalProfile;
  readonly validation: ValidationTechnicalProfile;
  readonly journey: UserJourney;
  readonly reader: OrchestrationStep | 'token';
}

/**
 * Outputs of validation technical profiles that their page does not list, that no later one of the same
 * page reads, that nothing else of the journey sets, and that something after the page reads.
 */
export function* lostClaims(policy: EffectivePolicy): Generator<LostClaim> {
  if (!hasWholeChain(policy)) return;
  for (const journey of startedJourneys(policy)) {
    if (isWhole(policy, journey)) yield* lostInJourney(policy, journey);
  }
}

function* lostInJourney(policy: EffectivePolicy, journey: UserJourney): Generator<LostClaim> {
  const steps = walkJourney(policy, journey);
  const kept = new Set([
    ...sentByApplication(policy),
    ...calledProfiles(steps).flatMap((profile) => keptBy(policy, profile)),
  ]);
  const readers = lastReaders(policy, steps);
  const isMissed = (claim: string) => readers.has(claim) && !kept.has(claim);
  const looked = new Set<EffectiveTechnicalProfile>();
  for (const [index, { calls }] of steps.entries()) {
    // The first call of a page is the one that most steps follow.
    const pages = calls.map(({ profile }) => profile).filter((page) => !looked.has(page));
    for (const page of pages) looked.add(page);
    const dropped = pages.flatMap((page) => droppedClaims(policy, page, isMissed));
    for (const { claim, ...drop } of dropped) {
      const reader = readers.get(claim);
      if (!reader || reader.index <= index) continue;
      yield { claim, ...drop, journey, reader: reader.step };
    }
  }
}

/** The relying party's input claims are what the application's id_token_hint brings. */
function sentByApplication({ relyingParty }: EffectivePolicy): string[] {
  const claims = relyingParty?.technicalProfiles.flatMap(({ inputClaims }) => inputClaims) ?? [];
  return claims.map(({ claimTypeReferenceId }) => fold(claimTypeReferenceId));
}

interface Reader {
  readonly index: number;
  readonly step: OrchestrationStep | 'token';
}

/** The last step that reads each claim; the token comes after all. */
function lastReaders(policy: EffectivePolicy, steps: readonly JourneyStep[]): Map<string, Reader> {
  const readers = new Map<string, Reader>();
  for (const [profile, reader] of lastCallers(steps)) {
    for (const claim of readClaims(policy, profile)) setLater(readers, claim, reader);
  }
  for (const [index, { step }] of steps.entries()) {
    for (const { values } of step.preconditions)
      setLater(readers, fold(values[0] ?? ''), { index, step });
  }
  const token = policy.relyingParty?.technicalProfiles.flatMap(({ outputClaims }) => outputClaims);
  for (const { claimTypeReferenceId, defaultValue } of token ?? []) {
    if (defaultValue !== undefined) continue;
    readers.set(fold(claimTypeReferenceId), { index: steps.length, step: 'token' });
  }
  return readers;
}

function lastCallers(steps: readonly JourneyStep[]): Map<EffectiveTechnicalProfile, Reader> {
  const callers = new Map<EffectiveTechnicalProfile, Reader>();
  for (const [index, { step, calls }] of steps.entries())
    for (const { profile } of calls) callers.set(profile, { index, step });
  return callers;
}

function setLater(readers: Map<string, Reader>, claim: string, reader: Reader): void {
  if ((readers.get(claim)?.index ?? -1) < reader.index) readers.set(claim, reader);
}

/** Each once, however many steps call it. */
function calledProfiles(steps: readonly JourneyStep[]): EffectiveTechnicalProfile[] {
  return [...new Set(steps.flatMap(({ calls }) => calls.map(({ profile }) => profile)))];
}

/** What a technical profile sets without the outputs that pages drop. */
function keptBy(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): string[] {
  return [...writtenClaims(policy, { ...profile, validationTechnicalProfiles: [] })];
}

type DroppedClaim = Pick<LostClaim, 'claim' | 'page' | 'validation'>;

/** From the last validation to the first: what a later one reads has served its purpose. */
function droppedClaims(
  policy: EffectivePolicy,
  page: EffectiveTechnicalProfile,
  isMissed: (claim: string) => boolean,
): DroppedClaim[] {
  const dropped: DroppedClaim[] = [];
  const readLater = new Set(
    readClaims(policy, { ...page, inputClaims: [], validationTechnicalProfiles: [] }),
  );
  for (const { validation, profile } of validationEntries(policy, page).toReversed()) {
    const lost = outputsOf(policy, profile).difference(readLater);
    for (const claim of lost) if (isMissed(claim)) dropped.push({ claim, page, validation });
    for (const claim of readClaims(policy, profile)) readLater.add(claim);
    for (const { values } of validation.preconditions) readLater.add(fold(values[0] ?? ''));
  }
  return dropped;
}

function outputsOf(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): Set<string> {
  return new Set([
    ...profile.outputClaims.map(({ claimTypeReferenceId }) => fold(claimTypeReferenceId)),
    ...transformedClaims(policy, profile.outputClaimsTransformations),
  ]);
}
