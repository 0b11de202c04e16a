import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { examplePolicy } from './example-policy.ts';

const [sound] = examplePolicy('');
const [faulty] = examplePolicy(
  [
    '<InputClaim ClaimTypeReferenceId="email" AlwaysUseDefaultValue="true" />',
    '<Item Key="SendClaimsIn">Body</Item>',
    '<Item Key="SendClaimsIn">Body</Item>',
  ].join('\n'),
);

/** A policy without a finding. */
export const soundText = sound?.text ?? '';

/** A policy with an error that nothing can fix and a warning that `--fix` can. */
export const faultyText = faulty?.text ?? '';

/** A folder of policies with the faulty one. */
export const faultyPolicies = { 'policies/Faulty.xml': faultyText };

/** The lines of the example's file that hold the text, from 1. */
export function lineOf(text: string, needle: string): number {
  return text.slice(0, text.lastIndexOf(needle)).split('\n').length;
}

/** Runs `countersign lint` in a folder. */
export function lint(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('cli.ts'), 'lint', ...args],
    { cwd, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}
