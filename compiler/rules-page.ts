import type { Example } from './rule.ts';
import type { CatalogEntry } from './rule-catalog.ts';

/** `docs/rules.md`: a section for every rule, those with examples first. */
export function rulesPage(entries: readonly CatalogEntry[]): string {
  const own = entries.filter(({ examples }) => examples !== undefined);
  const others = entries.filter(({ examples }) => examples === undefined);
  const parts = [
    introduction,
    '## Rules of lint',
    ...own.toSorted(byName).map(section),
    '## Found when policies are read, merged or generated from',
    'These have no examples here: every command that reads policies reports them.',
    ...others.toSorted(byName).map(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

const introduction = `# Rules

Written from \`compiler/rules/\` and the two lists \`compiler/reading-rules.ts\` and \`compiler/generating-rules.ts\`; a test compares.

- error: B2C refuses the policy, or a journey cannot work. \`countersign lint\` exits with 1.
- warning: probably wrong, or unsafe. It exits with 1 where there are more than \`--max-warnings\` allows.
- notice: works, and is worth a look.

\`--rule <rule>=off|notice|warning|error\` weighs a rule differently for one run. One place is waved through by a comment
right above it, and the reason is part of it:

\`\`\`xml
<!-- countersign-disable-next-line rest-http-url: the API of the test tenant has no certificate -->
<Item Key="ServiceUrl">http://api.contoso.com/api/get-membership</Item>
\`\`\`

\`--fix\` corrects what has one right answer that cannot change what B2C does, but for what is evidently meant. Rules with such
findings say so; nothing else in the files changes.

\`--baseline <file>\` accepts what a folder of policies has today, and fails on what is new. The examples below are put into a policy that
is otherwise without fault, each element where it belongs; a test runs them. Where an example has several files, each is
based on the one before it.`;

function byName(one: CatalogEntry, other: CatalogEntry): number {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

function section({ name, severity, why, fix, autofix, examples }: CatalogEntry): string {
  const lines = [`### ${name}`, `${severity}. ${why}`, `Fix: ${fix}`];
  if (autofix !== undefined) lines.push(`\`--fix\`: ${autofix}`);
  if (!examples) return lines.join('\n\n');
  return [...lines, 'Bad:', fences(examples.bad), 'Good:', fences(examples.good)].join('\n\n');
}

/** Files that an example needs but leaves as they are have nothing to show. */
function fences(example: Example): string {
  if (typeof example === 'string') return fence(example);
  const files = Object.entries(example).filter(([, text]) => text !== '');
  return files.map(([name, text]) => fence(`<!-- ${name} -->\n${text}`)).join('\n\n');
}

function fence(text: string): string {
  return `\`\`\`xml\n${text.trim()}\n\`\`\``;
}
