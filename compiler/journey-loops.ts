import type { EffectivePolicy } from './model.ts';
import type { Candidate, SubJourney } from './model-journeys.ts';

/** A Candidate that leads back to a journey that waits for it. */
export interface JourneyLoop {
  readonly candidate: Candidate;
  /** Ids of the sub journeys of the loop; the first is also the last. */
  readonly path: readonly string[];
}

interface Visit {
  readonly journey: SubJourney;
  readonly candidates: Iterator<Candidate>;
}

/** Every loop of sub journeys, once, however many journeys invoke it. */
export function journeyLoops({ subJourneys }: Pick<EffectivePolicy, 'subJourneys'>): JourneyLoop[] {
  const loops: JourneyLoop[] = [];
  const done = new Set<SubJourney>();
  for (const start of subJourneys.values()) {
    if (!done.has(start)) findLoops({ subJourneys, start, done, loops });
  }
  return loops;
}

interface Search {
  readonly subJourneys: EffectivePolicy['subJourneys'];
  readonly start: SubJourney;
  readonly done: Set<SubJourney>;
  readonly loops: JourneyLoop[];
}

/** Without recursion: chains may be long. */
function findLoops({ subJourneys, start, done, loops }: Search): void {
  const path = [visitOf(start)];
  const waiting = new Set([start]);
  for (let visit = path.at(-1); visit; visit = path.at(-1)) {
    const { value: candidate, done: isOver } = visit.candidates.next();
    if (isOver) {
      done.add(visit.journey);
      waiting.delete(visit.journey);
      path.pop();
      continue;
    }
    const journey = subJourneys.get(candidate.subJourneyReferenceId);
    if (!journey || done.has(journey)) continue;
    if (waiting.has(journey)) loops.push({ candidate, path: roundOf(path, journey) });
    else path.push(visitOf(journey));
    waiting.add(journey);
  }
}

function visitOf(journey: SubJourney): Visit {
  const candidates = journey.orchestrationSteps.flatMap(({ journeyList }) => journeyList);
  return { journey, candidates: candidates.values() };
}

function roundOf(path: readonly Visit[], again: SubJourney): string[] {
  const start = path.findIndex(({ journey }) => journey === again);
  return [...path.slice(start).map(({ journey }) => journey.id), again.id];
}
