import type { ClaimValue } from './claim-value.ts';
import type { Transformation, TransformationExample } from './define-transformation.ts';
import {
  type ClaimSlot,
  everyDataType,
  type OtherSlots,
  type ParameterSlot,
} from './transformation-slots.ts';
import type { TransformationFamily } from './transformations/index.ts';

/** `docs/transformations.md`: every TransformationMethod with its signature and an example that a test runs. */
export function transformationsPage(families: readonly TransformationFamily[]): string {
  const sections = families.flatMap(({ title, transformations }) => [
    `## ${title}`,
    ...transformations.map(section),
  ]);
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

const introduction = `# Claims transformations

Written from \`compiler/transformations/\`; a test compares the two. \`countersign lint\` checks a policy against these
signatures, as B2C does at upload. Names of methods, claims and parameters are compared without regard to case, and so are the
values of a parameter with a closed list.

An InputClaim or OutputClaim is named by its TransformationClaimType, else by its ClaimTypeReferenceId. A claim that "may be
absent" must be declared and need not have a value; without a value any other claim ends the journey (unconfirmed of B2C
wherever no documentation says so). "Optional" need not be declared. In a parameter with "expressions"
\`{TechnicalProfileId}\`, \`{RelyingPartyTenantId}\`, \`{TrustFrameworkTenantId}\` and \`{AuthenticatorIssuer}\` (seen in samples: the tenant's name) are replaced.

"Unconfirmed" says what no documentation settles, and how we read it. The examples were run with the clock at
2024-04-02T09:30Z, the tenant acme.onmicrosoft.com, and a random generator that drew 42.`;

function section(transformation: Transformation): string {
  const { method, summary, signature, messageKey, unconfirmed, refusal, example } = transformation;
  const { otherInputClaims, otherInputParameters, otherOutputClaims } = signature;
  const lines = [
    line('Input claims', [...signature.inputClaims].map(inputText), otherText(otherInputClaims)),
    line(
      'Parameters',
      [...signature.inputParameters].map(parameterText),
      otherText(otherInputParameters),
    ),
    line(
      'Output claims',
      [...signature.outputClaims].map(outputText),
      otherText(otherOutputClaims),
    ),
    line('Example', example ? [exampleText(example)] : []),
    line('Message of a failure', messageKey ? [code(messageKey)] : []),
    line('Unconfirmed', unconfirmed ? [unconfirmed] : []),
    line('Never run', refusal ? [refusal] : []),
  ];
  return [`### ${method}\n`, `${summary}\n`, ...lines.flat()].join('\n');
}

function line(title: string, parts: readonly string[], others: readonly string[] = []): string[] {
  const all = [...parts, ...others];
  return all.length === 0 ? [] : [`- ${title}: ${all.join(', ')}`];
}

function inputText([name, slot]: [string, ClaimSlot]): string {
  const mayBeAbsent = slot.isRequired && slot.absence.length > 0;
  return claimText(name, slot, mayBeAbsent ? ['may be absent'] : []);
}

function outputText([name, slot]: [string, ClaimSlot]): string {
  return claimText(name, slot, slot.sameTypeAs ? [`as ${code(slot.sameTypeAs)}`] : []);
}

function claimText(name: string, { dataTypes, isRequired }: ClaimSlot, facts: string[]): string {
  const isAny = dataTypes.length === everyDataType.length;
  const type = isAny ? 'any DataType' : dataTypes.join(' or ');
  return `${code(name)} (${[type, ...(isRequired ? [] : ['optional']), ...facts].join(', ')})`;
}

function parameterText([name, slot]: [string, ParameterSlot]): string {
  const { dataType, allowedValues, defaultValue, isRequired, hasExpressions } = slot;
  const values = allowedValues ? [`one of ${allowedValues.map(code).join(' ')}`] : [];
  const presence =
    defaultValue === undefined ? ['optional'] : [`else ${code(String(defaultValue))}`];
  const facts = [
    dataType,
    ...values,
    ...(isRequired ? [] : presence),
    ...(hasExpressions ? ['expressions'] : []),
  ];
  return `${code(name)} (${facts.join(', ')})`;
}

function otherText(others: OtherSlots | undefined): string[] {
  if (!others) return [];
  const { names, dataTypes, hasExpressions } = others;
  return [
    `any number more (name: ${names}; ${dataTypes.join(' or ')}${hasExpressions ? ', expressions' : ''})`,
  ];
}

function exampleText({ failsWith, output, ...given }: TransformationExample): string {
  const { claims, parameters, localizedStrings, restriction } = given;
  const asks =
    restriction &&
    ('pattern' in restriction
      ? { predicate: restriction.pattern }
      : { options: JSON.stringify(restriction.options) });
  const inputs = [claims, parameters, localizedStrings, asks].flatMap(assignments);
  const outcome = failsWith ? `fails with ${code(failsWith)}` : assignments(output).join(', ');
  return inputs.length === 0 ? outcome : `${inputs.join(', ')} → ${outcome}`;
}

function assignments(values: Readonly<Record<string, ClaimValue>> = {}): string[] {
  return Object.entries(values).map(([name, value]) => `${code(name)} = ${code(valueText(value))}`);
}

function valueText(value: ClaimValue): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (value instanceof Date) return value.toISOString();
  return value === null
    ? 'nothing'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

/** A code span; no name or value of ours has a backtick. */
function code(text: string): string {
  return `\`${text}\``;
}
