import { basename } from 'node:path';
import type { TestContext } from 'node:test';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import { lint } from '../../compiler/lint.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import type { Example, Rule } from '../../compiler/rule.ts';
import { type ExampleFile, examplePolicy } from './example-policy.ts';
import { writeFiles } from './policy-text.ts';

/** What one rule finds in an example: the text of the line it stands at, and the message. */
export async function lintExample(
  t: TestContext,
  rule: Rule,
  example: Example,
): Promise<{ line: string; message: string }[]> {
  const { files, found } = await diagnoseExample(t, [rule], example);
  return found
    .filter((each) => each.rule === rule.name)
    .map(({ position, message }) => {
      const file = files.find(({ name }) => name === basename(position.file));
      return { line: file?.text.split('\n')[position.line - 1]?.trim() ?? '', message };
    });
}

/** What reading and some rules find in an example. */
export async function diagnoseExample(
  t: TestContext,
  rules: readonly Rule[],
  example: Example,
): Promise<{ files: ExampleFile[]; found: Diagnostic[] }> {
  const files = examplePolicy(example);
  const folder = await writeFiles(
    t,
    Object.fromEntries(files.map(({ name, text }) => [name, text])),
  );
  return { files, found: lint(readPolicySet({ folders: [folder] }), rules) };
}
