import { didYouMean } from '../compiler/did-you-mean.ts';
import { graphJourney, type JourneyGraph } from '../compiler/graph.ts';
import { mermaidOf } from '../compiler/graph-mermaid.ts';
import { svgOf } from '../compiler/graph-svg.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import type { UserJourney } from '../compiler/model-journeys.ts';
import { type FoundPolicies, findPolicies, findPolicy } from './flatten-find.ts';
import type { GraphFlags } from './graph.ts';
import { printDiagnostics } from './report.ts';
import { exitCodeOfDiagnostics, notFound } from './usage.ts';

/**
 * Prints the picture to stdout, and what is wrong with the policies to stderr. Returns the exit code.
 * @throws UsageError where there is nothing to draw
 */
export function runGraph(flags: GraphFlags): number {
  const { policies, diagnostics } = policiesOf(flags);
  const graphs = graphsOf(policies, flags.journey);
  if (graphs.length === 0) throw notFound(noJourney(policies, flags.journey), diagnostics);
  process.stdout.write(print(graphs, flags));
  printDiagnostics(diagnostics);
  return exitCodeOfDiagnostics(diagnostics);
}

function policiesOf({ policy, policies, env }: GraphFlags): FoundPolicies {
  if (policy === undefined) return findPolicies({ policies, env });
  const found = findPolicy({ policy, policies, env });
  return { policies: found.policy ? [found.policy] : [], diagnostics: found.diagnostics };
}

function print(graphs: readonly JourneyGraph[], { format, json }: GraphFlags): string {
  if (json || format === 'json') return `${JSON.stringify(graphs, undefined, 2)}\n`;
  const name = graphs.map(({ title }) => title).join(', ');
  return format === 'svg' ? svgOf(graphs, name) : mermaidOf(graphs);
}

/** Journeys of a base that relying parties share are drawn once. */
function graphsOf(policies: readonly EffectivePolicy[], id: string | undefined): JourneyGraph[] {
  const wanted =
    id === undefined
      ? policies.map((policy) => ({ policy, journeys: startedJourneys(policy) }))
      : policies.map((policy) => ({ policy, journeys: named(policy, id) }));
  const found = wanted.filter(({ journeys }) => journeys.length > 0);
  const graphs = new Map<string, JourneyGraph>();
  for (const { policy, journeys } of id === undefined ? found : found.slice(0, 1)) {
    for (const graph of journeys.flatMap((journey) => graphJourney(policy, journey))) {
      graphs.set(JSON.stringify(graph), graph);
    }
  }
  return [...graphs.values()];
}

/** The default one and those of the endpoints; of a policy without a relying party all. */
function startedJourneys({ relyingParty, userJourneys }: EffectivePolicy): UserJourney[] {
  if (!relyingParty) return userJourneys.values();
  const { defaultUserJourney, endpoints } = relyingParty;
  const ids = [
    ...(defaultUserJourney ? [defaultUserJourney.referenceId] : []),
    ...endpoints.map(({ userJourneyReferenceId }) => userJourneyReferenceId),
  ];
  return ids.map((id) => userJourneys.get(id)).filter((journey) => journey !== undefined);
}

function named({ userJourneys, subJourneys }: EffectivePolicy, id: string) {
  return [userJourneys.get(id) ?? subJourneys.get(id)].filter((found) => found !== undefined);
}

function noJourney(policies: readonly EffectivePolicy[], id: string | undefined): string {
  if (id === undefined) return 'There is no user journey to draw.';
  const known = policies.flatMap(({ userJourneys, subJourneys }) => [
    ...userJourneys.keys(),
    ...subJourneys.keys(),
  ]);
  return `There is no user journey "${id}".${didYouMean(id, known)}`;
}
