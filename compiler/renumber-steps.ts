import type { Change } from './change.ts';
import { fold } from './id-map.ts';
import type { Journey } from './journey-steps.ts';
import type { EffectivePolicy } from './model.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import type { LintContext } from './rule.ts';

/**
 * Counts the steps of a journey from 1, each keeping its place. Other files add steps by their number,
 * so nothing is proposed unless one file has the whole journey and no other is based on it.
 */
export function renumberSteps(
  { chain }: EffectivePolicy,
  { id, orchestrationSteps }: Journey,
  { set }: LintContext,
): Change[] {
  const own = chain.at(-1);
  if (!own || [...set.bases.values()].includes(own)) return [];
  const declared = chain.flatMap((file) => journeysById(file).get(fold(id)) ?? []);
  const isWhole = declared[0]?.orchestrationSteps.length === orchestrationSteps.length;
  const isOwn = orchestrationSteps.every(({ position }) => position.file === own.position.file);
  if (declared.length !== 1 || !isWhole || !isOwn) return [];
  return orchestrationSteps.flatMap(({ order, position }, index) =>
    order === index + 1
      ? []
      : {
          at: position,
          kind: 'set-attribute',
          name: 'Order',
          from: String(order),
          to: String(index + 1),
        },
  );
}

const journeysByFile = new WeakMap<TrustFrameworkPolicy, Map<string, Journey[]>>();

function journeysById(file: TrustFrameworkPolicy): Map<string, Journey[]> {
  const known = journeysByFile.get(file);
  if (known) return known;
  const journeys = [...file.userJourneys, ...file.subJourneys];
  const byId = Map.groupBy<string, Journey>(journeys, (journey) => fold(journey.id));
  journeysByFile.set(file, byId);
  return byId;
}
