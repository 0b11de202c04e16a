import type { Scenario } from './scenario.ts';

/** `docs/scenarios/README.md`: a row for every scenario. */
export function scenariosPage(scenarios: ReadonlyMap<string, Scenario>): string {
  const rows = [...scenarios]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, scenario]) => row(name, scenario));
  return `${[introduction, [...head, ...rows].join('\n')].join('\n\n')}\n`;
}

const introduction = `# Scenarios

Written from each \`functions/<scenario>/scenario.json\`; a test compares. A page has the policy to paste, what its functions refuse, what they keep, and how
to try it. \`countersign new\` starts a project with those you choose, \`countersign add scenario <name>\` adds one to yours: policy, functions, messages,
samples and settings; all of it is then your code.`;

const head = ['| scenario | what it does | technical profiles |', '| --- | --- | --- |'];

function row(name: string, { title, summary, technicalProfiles }: Scenario): string {
  const profiles = technicalProfiles.map((id) => `\`${id}\``).join(', ');
  return `| [${name}](${name}.md) | ${title}. ${summary} | ${profiles} |`;
}
