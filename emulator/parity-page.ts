import type { OrchestrationStepType } from '../compiler/model-journeys.ts';
import { type TechnicalProfileType, typeNames } from '../compiler/technical-profile-type.ts';
import type { Parity } from './parity.ts';
import { featureRows, type ParityRow, protocolRows } from './parity-rows.ts';
import type { RunnableTypes } from './unsupported.ts';

const introduction = `# How near the emulator is to Azure AD B2C

Written from the emulator's types; a test compares the two. Each row names the test that proves it.

- **real**: does what B2C does, with the same means.
- **emulated**: the policy sees what it would see, by other means.
- **absent**: loading the policy warns of it with file and line, and a journey that reaches it stops and says so.

What the schema has and nobody documents (SubjectAuthenticationRequirements, From and their like) is ignored: loading the policy
warns of it with file and line, and journeys go on. Where no documentation settles what B2C does, the emulator has a setting with the likeliest default: see
\`emulator/engine-settings.ts\`.`;

/** `docs/parity.md`: a row for every type of technical profile and step, for protocols and features. */
export function parityPage(types: RunnableTypes): string {
  const sections = parityRows(types).map(({ title, rows }) =>
    [
      `## ${title}`,
      [
        '| What | Grade | How | Missing | Test |',
        '| --- | --- | --- | --- | --- |',
        ...rows.map(line),
      ].join('\n'),
    ].join('\n\n'),
  );
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

/** The rows of the page, by section. */
export function parityRows({ profileTypes, stepTypes }: RunnableTypes): readonly {
  readonly title: string;
  readonly rows: readonly ParityRow[];
}[] {
  const known = profileTypes
    .all()
    .map(({ type, parity }) => ({ name: profileName(type), ...parity }));
  const missing = allTypes.filter((type) => !profileTypes.find(type));
  const steps = stepTypes.all().map(({ type, parity }) => ({ name: `\`${type}\``, ...parity }));
  return [
    { title: 'Technical profiles', rows: [...known, ...missing.map(absentProfile)] },
    { title: 'Orchestration steps', rows: [...steps, ...undocumentedSteps.map(absentStep)] },
    { title: 'Protocols', rows: protocolRows },
    { title: 'Journeys', rows: featureRows },
  ];
}

const allTypes = Object.keys(typeNames) as TechnicalProfileType[];

const undocumentedSteps: readonly OrchestrationStepType[] = [
  'ConsentScreen',
  'ReviewScreen',
  'UserDialog',
  'Noop',
];

const unsupportedTest = 'test/emulator/unsupported.test.ts';

function absentProfile(type: TechnicalProfileType): ParityRow {
  const how = 'A journey that reaches one stops.';
  return { name: profileName(type), grade: 'absent', how, test: unsupportedTest };
}

function absentStep(type: OrchestrationStepType): ParityRow {
  const how = 'Nobody documents it; a journey that reaches it stops.';
  return { name: `\`${type}\``, grade: 'absent', how, test: unsupportedTest };
}

/** `a self-asserted technical profile` → `Self-asserted technical profile` */
function profileName(type: TechnicalProfileType): string {
  const name = typeNames[type].replace(/^an? /, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function line({
  name,
  grade,
  how,
  missing = '',
  test,
}: Parity & { readonly name: string }): string {
  return `| ${[name, grade, how, missing, `\`${test}\``].map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
