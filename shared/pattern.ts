/** Whether a text matches; undefined where the pattern cannot be run at all. */
export type PatternTest = (text: string) => boolean | undefined;

/** Backtracking beyond this is an attack or a broken pattern: no match. */
const backtrackingLimitMs = 50;

/**
 * Compiles a pattern that came from a policy so that no text can hang the process: as it is where it is
 * plainly linear, else with RE2 (linear time, loaded when first needed), else, for what RE2 lacks
 * (lookaround, backreferences), under a time limit. A leading `(?i)` ignores case.
 * @see facts engine 6.3
 */
export async function compilePattern(source: string): Promise<PatternTest> {
  const native = toRegExp(source);
  if (native !== undefined && isPlainlyLinear(source)) return (text) => native.test(text);
  const linear = await toRe2(source);
  if (linear !== undefined) return linear;
  return native === undefined ? () => undefined : limitedTest(native);
}

/** One character of an IncludesCharacters set: ranges `a-z` and single ones; `\-` and `\\` are literal. */
export function characterSetPattern(characterSet: string): RegExp {
  const members = characterSet.matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/gsu);
  const ranges = Array.from(members, ([, first = '', last]) =>
    last === undefined ? codePoint(first) : `${codePoint(first)}-${codePoint(last)}`,
  );
  return new RegExp(`[${ranges.join('')}]`, 'u');
}

function codePoint(member: string): string {
  const character = member.length > 1 && member.startsWith('\\') ? member.slice(1) : member;
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

function toRegExp(source: string): RegExp | undefined {
  const isCaseless = source.startsWith('(?i)');
  const flags = (isCaseless ? 'i' : '') + (/\\p\{/i.test(source) ? 'u' : '');
  try {
    return new RegExp(isCaseless ? source.slice(4) : source, flags);
  } catch {
    return undefined;
  }
}

/**
 * Anchored, and in each lookahead and in the rest at most one quantifier, no group, no alternative:
 * then there is nothing to go back to.
 */
function isPlainlyLinear(source: string): boolean {
  const atoms = source.replace('(?i)', '').replaceAll(/\\.|\[(?:\\.|[^\\\]])*\]/gs, 'x');
  const [head] = /^\^(?:\(\?[=!][^()]*\))*/.exec(atoms) ?? [];
  if (head === undefined) return false;
  const rest = atoms.slice(head.length);
  return (
    [...head.matchAll(/\(\?[=!]([^()]*)\)/g)].every(([, part = '']) => isPlain(part)) &&
    isPlain(rest)
  );
}

function isPlain(part: string): boolean {
  const quantifiers = part.match(/[*+]|\?|\{\d*,\d*\}/g) ?? [];
  return quantifiers.length <= 1 && !/[(|]/.test(part);
}

async function toRe2(source: string): Promise<PatternTest | undefined> {
  const { RE2JS } = await import('re2js');
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source));
    return (text) => pattern.test(text);
  } catch {
    return undefined;
  }
}

async function limitedTest(pattern: RegExp): Promise<PatternTest> {
  const { createContext, Script } = await import('node:vm');
  const script = new Script('pattern.test(text)');
  const context = createContext({ pattern, text: '' });
  return (text) => {
    context['text'] = text;
    try {
      return script.runInContext(context, { timeout: backtrackingLimitMs }) === true;
    } catch {
      return false;
    }
  };
}
