import { createContext, Script } from 'node:vm';
import { TransformationFailed } from '../shared/errors.ts';
import { compilePattern } from '../shared/pattern.ts';
import { translateRegularExpression } from './regular-expression.ts';

/** The named groups that took part in the first match; undefined where there is no match. */
export type PatternSearch = (text: string) => ReadonlyMap<string, string> | undefined;

/** As long as `shared/pattern.ts` lets a pattern backtrack. */
const backtrackingLimitMs = 50;

/**
 * Compiles a .NET regular expression of a policy to search user input; no text can hang the process.
 * `\d` and `\w` mean fewer characters than in .NET.
 * @throws {TransformationFailed} here for what JavaScript cannot express, in a search that takes too long
 * @see facts engine 6.3
 */
export async function compileSearch(regularExpression: string): Promise<PatternSearch> {
  const translated = translateRegularExpression(regularExpression);
  if ('unsupported' in translated) {
    throw new TransformationFailed('The regular expression has what only .NET knows.');
  }
  const matches = await compilePattern(translated.text);
  return (text) => {
    const isMatch = matches(text);
    if (isMatch === undefined) throw tooLong();
    return isMatch ? groupsOf(translated.text, text) : undefined;
  };
}

/** RE2 tells whether there is a match; where the groups are, only JavaScript's own engine says as .NET would. */
function groupsOf(pattern: string, text: string): ReadonlyMap<string, string> {
  if (!pattern.includes('(?<')) return new Map();
  const groups = execute(pattern, text)?.groups ?? {};
  const taken = Object.entries<string | undefined>(groups);
  return new Map(taken.flatMap(([name, group]) => (group === undefined ? [] : [[name, group]])));
}

function execute(pattern: string, text: string): RegExpExecArray | null {
  const isCaseless = pattern.startsWith('(?i)');
  const flags = (isCaseless ? 'i' : '') + (/\\p\{/i.test(pattern) ? 'u' : '');
  const expression = new RegExp(isCaseless ? pattern.slice('(?i)'.length) : pattern, flags);
  try {
    const context = createContext({ expression, text });
    return new Script('expression.exec(text)').runInContext(context, {
      timeout: backtrackingLimitMs,
    });
  } catch {
    throw tooLong();
  }
}

function tooLong(): TransformationFailed {
  return new TransformationFailed('The regular expression takes too long.');
}
