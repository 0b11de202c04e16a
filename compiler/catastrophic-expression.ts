import { createRequire } from 'node:module';
import { translateRegularExpression } from './regular-expression.ts';

/** What recheck says of an expression. */
interface Verdict {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  readonly complexity?: { readonly type: string };
}

interface Checker {
  checkSync(source: string, flags: string, options: { timeout: number }): Verdict;
}

/** Ours: longer ones are left alone, and so is what comes after this many milliseconds of a run. */
const maxLength = 500;
const budgetMs = 500;

const require = createRequire(import.meta.url);

let spentMs = 0;
let loaded: Checker | undefined;
const known = new Map<string, boolean>();

/**
 * Whether a text can make the expression of a policy backtrack exponentially, as .NET and browsers
 * both do. In doubt it is not: lookaround, backreferences and very long expressions are not judged.
 */
export function isCatastrophic(expression: string): boolean {
  const verdict = known.get(expression) ?? judge(expression);
  known.set(expression, verdict);
  return verdict;
}

/** Only a repeated group can be exponential; alone it is judged fast, and mostly acquitted. */
function judge(expression: string): boolean {
  if (expression.length > maxLength || !/\)[*+{]/.test(expression)) return false;
  const translated = translateRegularExpression(expression);
  if ('unsupported' in translated) return false;
  const source = translated.text.replace(/^\(\?i\)/, '');
  const flags = source === translated.text ? '' : 'i';
  const groups = repeatedGroups(source).filter((group) => !isPlainlySafe(group));
  if (!groups.some((group) => isExponential(`^(?:${group})*$`, flags, 1_000))) return false;
  return isExponential(source, flags, 2_000);
}

function isExponential(source: string, flags: string, timeout: number): boolean {
  if (spentMs > budgetMs) return false;
  loaded ??= loadChecker();
  const start = process.cpuUsage(); // of this process: what else the machine does must not matter
  const { status, complexity } = loaded.checkSync(source, flags, { timeout });
  spentMs += process.cpuUsage(start).user / 1_000;
  return status === 'vulnerable' && complexity?.type === 'exponential';
}

/** Its first verdicts take as long as a hundred later ones: they do not count. */
function loadChecker(): Checker {
  const checker: Checker = require('recheck/lib/browser.js');
  checker.checkSync('^(?:A|a+)+$', 'i', { timeout: 1_000 });
  return checker;
}

/** What stands in the groups that `*`, `+` or `{2,}` repeats without end. */
function repeatedGroups(expression: string): string[] {
  const groups: string[] = [];
  const open: number[] = [];
  for (const { 0: token, index } of expression.matchAll(/\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|\(|\)/gs)) {
    if (token === '(') open.push(index);
    const start = token === ')' ? open.pop() : undefined;
    if (
      start === undefined ||
      !/^(?:[*+]|\{\d{0,9},\})/.test(expression.slice(index + 1, index + 13))
    ) {
      continue;
    }
    groups.push(expression.slice(start + 1, index).replace(/^\?(?::|<\w+>|'\w+')/, ''));
  }
  return groups;
}

/**
 * Acquits most groups without the checker, which takes a while to load: those of one length, and
 * those like `\.[a-z]+` or `[a-z]+,` where a character of their own tells where each round begins or ends.
 */
function isPlainlySafe(group: string): boolean {
  if (!/[*+?{|]/.test(group)) return true;
  if (/\||\(\?[^:]/.test(group) || repeatedGroups(group).length > 0) return false;
  const flat = group.replaceAll(/(\\.|\[\^?\]?(?:\\.|[^\\\]])*\])|\((?:\?:)?|\)/gs, '$1');
  const tokens = flat.match(/\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|[*+?]|\{\d*,?\d*\}\??|./gs) ?? [];
  const atoms = tokens.filter((token) => !/^(?:[*+?]|\{\d.*)$/s.test(token));
  const isQuantified = (index: number) => /^[*+?{]/.test(tokens[index] ?? '');
  return (
    (!group.startsWith('(') && !isQuantified(1) && isMark(atoms[0], atoms.slice(1))) ||
    (!/\)[*+?{}\d,]*$/.test(group) &&
      !isQuantified(tokens.length - 1) &&
      isMark(atoms.at(-1), atoms.slice(0, -1)))
  );
}

/** Whether the atom is one certain character that none of the others matches. */
function isMark(atom = '', others: readonly string[]): boolean {
  if (!/^(?:[^\\[.^$]|\\\W)$/s.test(atom)) return false;
  const character = atom.slice(-1);
  return others.every((other) => !new RegExp(`^${other}$`, 'is').test(character));
}
