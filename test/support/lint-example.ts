import { basename } from 'node:path';
import type { TestContext } from 'node:test';
import { lint } from '../../compiler/lint.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import type { Example, Rule } from '../../compiler/rule.ts';
import { examplePolicy } from './example-policy.ts';
import { writeFiles } from './policy-text.ts';

/** What one rule finds in an example: the text of the line it stands at, and the message. */
export async function lintExample(
  t: TestContext,
  rule: Rule,
  example: Example,
): Promise<{ line: string; message: string }[]> {
  const files = examplePolicy(example);
  const folder = await writeFiles(
    t,
    Object.fromEntries(files.map(({ name, text }) => [name, text])),
  );
  const found = lint(readPolicySet({ folders: [folder] }), [rule]);
  return found
    .filter((each) => each.rule === rule.name)
    .map(({ position, message }) => {
      const file = files.find(({ name }) => name === basename(position.file));
      return { line: file?.text.split('\n')[position.line - 1]?.trim() ?? '', message };
    });
}
