import type { ExplainedError } from '../compiler/error-codes.ts';
import type { ExplainedRule } from '../compiler/explain.ts';
import type { ExplainedProfile } from '../compiler/explain-technical-profile.ts';
import type { FlattenedClaim } from '../compiler/flatten-shape.ts';
import type { Example } from '../compiler/rule.ts';
import { printable, stdout, wrap } from './flatten-rows.ts';

/** A code of B2C for people. */
export function errorText({ code, meaning, where, causes, check }: ExplainedError): string {
  return [
    stdout.bold(code),
    ...paragraph(meaning),
    ...paragraph(`Seen ${where}.`),
    ...list('Usual causes', causes),
    ...list('What to check', check),
  ].join('\n');
}

/** A rule for people. */
export function ruleText({ rule, severity, why, fix, autofix, examples }: ExplainedRule): string {
  return [
    `${stdout.bold(rule)}  ${severity}`,
    ...paragraph(`Why: ${why}`),
    ...paragraph(`Fix: ${fix}`),
    ...(autofix ? paragraph(`lint --fix: ${autofix}`) : []),
    ...(examples ? [...example('Bad', examples.bad), ...example('Good', examples.good)] : []),
  ].join('\n');
}

/** A technical profile for people. */
export function profileText(explained: ExplainedProfile): string {
  const { technicalProfile: profile, type, policyId, position, usedBy } = explained;
  const url = profile.metadata['ServiceUrl']?.split('?')[0];
  return [
    `${stdout.bold(printable(profile.id))}  ${type.name}`,
    ...paragraph(printable(profile.description ?? profile.displayName ?? '')),
    ...paragraph(type.does),
    ...(type.role === 'rest' && url ? paragraph(`It calls ${printable(url)}.`) : []),
    ...paragraph(`Declared in ${position.file}:${position.line}, as ${policyId} sees it.`),
    ...list('Used by', usedBy.length > 0 ? usedBy : ['nothing']),
    ...list('Includes', profile.includes),
    ...list('Runs before', profile.inputClaimsTransformations),
    ...list('Claims in', profile.inputClaims.map(claimWords)),
    ...list('Claims written', profile.persistedClaims.map(claimWords)),
    ...list('Claims out', profile.outputClaims.map(claimWords)),
    ...list('Runs after', profile.outputClaimsTransformations),
    ...list(
      'Validates with',
      profile.validationTechnicalProfiles.map(({ referenceId }) => referenceId),
    ),
    '',
    stdout.dim(`  All of it: countersign flatten ${policyId}`),
  ].join('\n');
}

function claimWords(claim: FlattenedClaim): string {
  const { claimTypeReferenceId: id, partnerClaimType, dataType, required, defaultValue } = claim;
  const words = [
    partnerClaimType === id ? id : `${id} as ${partnerClaimType}`,
    dataType ?? 'undeclared',
    required ? 'required' : undefined,
    defaultValue === undefined ? undefined : `default "${defaultValue}"`,
  ];
  return words.filter((word) => word !== undefined).join(', ');
}

function paragraph(text: string): string[] {
  return wrap(text, 96).map((line) => `  ${line}`);
}

function list(heading: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const lines = items.flatMap((item) =>
    wrap(printable(item), 92).map((line, index) => `  ${index === 0 ? '-' : ' '} ${line}`),
  );
  return ['', `  ${heading}`, ...lines];
}

function example(heading: string, shown: Example): string[] {
  const files = typeof shown === 'string' ? [['', shown] as const] : Object.entries(shown);
  const lines = files.flatMap(([name, text]) => [
    ...(name === '' ? [] : [`    ${name}`]),
    ...text.split('\n').map((line) => `    ${line}`),
  ]);
  return ['', `  ${heading}`, ...lines];
}
