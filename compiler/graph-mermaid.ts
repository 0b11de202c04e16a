import type { GraphCall, GraphStep, JourneyGraph } from './graph.ts';

const classes = [
  'classDef note fill:#fff8dc,stroke:#b8a04a,color:#333333,stroke-dasharray:3 3',
  'classDef page fill:#dbeafe,stroke:#2563eb,color:#0b1f44',
  'classDef rest fill:#dcfce7,stroke:#15803d,color:#052e16',
  'classDef directory fill:#ede9fe,stroke:#6d28d9,color:#2e1065',
  'classDef provider fill:#ffedd5,stroke:#c2410c,color:#431407',
  'classDef claims fill:#f1f5f9,stroke:#475569,color:#0f172a',
  'classDef session fill:#f1f5f9,stroke:#475569,color:#0f172a',
  'classDef issuer fill:#fce7f3,stroke:#be185d,color:#500724',
  'classDef other fill:#f1f5f9,stroke:#475569,color:#0f172a',
];

/** Journeys as a mermaid flowchart; every text of the policy is escaped. */
export function mermaidOf(graphs: readonly JourneyGraph[]): string {
  const lines = ['flowchart TB'];
  for (const [index, graph] of graphs.entries())
    lines.push(...journeyLines(graph, `j${index + 1}`));
  return `${[...lines, ...classes.map((each) => `  ${each}`)].join('\n')}\n`;
}

function journeyLines({ title, steps }: JourneyGraph, id: string): string[] {
  const nodes = steps.flatMap((step, index) => stepLines(step, `${id}s${index + 1}`));
  const links = steps.slice(1).map((_, index) => `${id}s${index + 1} ==> ${id}s${index + 2}`);
  return [
    `  subgraph ${id}[${label([title])}]`,
    ...[...nodes, ...links].map((line) => `    ${line}`),
    '  end',
  ];
}

function stepLines({ title, lines, notes, calls }: GraphStep, id: string): string[] {
  return [
    `${id}[${label([title, ...lines])}]`,
    ...noteLines(notes, id),
    ...calls.flatMap((call, index) => callLines(call, `${id}c${index + 1}`, `${id} -->`)),
  ];
}

function callLines(call: GraphCall, id: string, link: string): string[] {
  const { profileId, lines, role, notes, rest, calls } = call;
  const api = rest === undefined ? [] : [`${id} --> ${id}r([${label([rest])}]):::rest`];
  return [
    `${link} ${id}[${label([profileId, ...lines])}]:::${role}`,
    ...noteLines(notes, id),
    ...api,
    ...calls.flatMap((nested, index) => callLines(nested, `${id}v${index + 1}`, `${id} -.->`)),
  ];
}

function noteLines(notes: readonly string[], id: string): string[] {
  return notes.map((note, index) => `${id} -.- ${id}n${index + 1}>${label([note])}]:::note`);
}

/** One line each. Mermaid reads `#34;` as the character with that code. */
function label(lines: readonly string[]): string {
  return `"${lines.map(escapeLabel).join('<br/>')}"`;
}

/** All but letters, digits and what is harmless: mermaid gives meaning to quotes, %%{, #, backticks … */
function escapeLabel(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[^\p{L}\p{N} ._/,·-]/gu, (character) => `#${character.codePointAt(0)};`);
}
