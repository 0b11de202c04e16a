/** Whether a text matches; undefined where that cannot be told: no engine runs the pattern, or none in time. */
export type PatternTest = (text: string) => boolean | undefined;

/** Backtracking beyond this is an attack or a broken pattern: what it would find is not known. */
const backtrackingLimitMs = 50;

/**
 * Compiles a pattern that came from a policy so that no text can hang the process: as it is where it is
 * plainly linear, else with RE2 (linear time, loaded when first needed) where that reads pattern and
 * text as JavaScript does, else under a time limit. A leading `(?i)` ignores case.
 * @see facts engine 6.3
 */
export async function compilePattern(source: string): Promise<PatternTest> {
  const native = toRegExp(source);
  if (native === undefined) return () => undefined;
  if (isPlainlyLinear(source)) return (text) => native.test(text);
  const limited = await limitedTest(native);
  const linear = readsAlike(source) ? await toRe2(source) : undefined;
  if (linear === undefined) return limited;
  return (text) => (oddText.test(text) ? limited(text) : linear(text));
}

/**
 * One character of an IncludesCharacters set: ranges `a-z` and single ones; `\-` and `\\` are literal, and
 * so are the three characters of a range that ends before it begins.
 * @see facts policy-language 3.4
 */
export function characterSetPattern(characterSet: string): RegExp {
  const members = characterSetMembers(characterSet).map(({ first, last }) =>
    last === undefined ? escapeMember(first) : `${escapeMember(first)}-${escapeMember(last)}`,
  );
  return new RegExp(`[${members.join('')}]`, 'u');
}

/** A range of an IncludesCharacters set that ends before it begins, as it is written; undefined without one. */
export function reversedRange(characterSet: string): string | undefined {
  return characterSetMembers(characterSet).find(({ reversed }) => reversed)?.reversed;
}

interface CharacterSetMember {
  readonly first: string;
  readonly last?: string;
  readonly reversed?: string;
}

function characterSetMembers(characterSet: string): CharacterSetMember[] {
  const members = characterSet.matchAll(/(\\.|.)(?:-(\\.|[^\\]))?/gsu);
  return members.toArray().flatMap(([text, from = '', to]) => {
    const first = withoutBackslash(from);
    if (to === undefined) return { first };
    const last = withoutBackslash(to);
    if (codePoint(first) <= codePoint(last)) return { first, last };
    return [{ first, reversed: text }, { first: '-' }, { first: last }];
  });
}

function withoutBackslash(member: string): string {
  return member.length > 1 && member.startsWith('\\') ? member.slice(1) : member;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function escapeMember(character: string): string {
  return `\\u{${codePoint(character).toString(16)}}`;
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

/** What RE2 reads otherwise than JavaScript: `\s`, named references, `[:alpha:]`, `[^]`. It silently takes `\Z` for a Z. */
function readsAlike(source: string): boolean {
  const escapes = source.match(/\\./gs) ?? [];
  return (
    escapes.every((token) => commonEscape.test(token)) &&
    !/\[\^?\]|\[:/.test(source.replaceAll(/\\./gs, ''))
  );
}

const commonEscape = /^\\(?:[bdDwWtnrfv]|[!-/:-@[-`{-~])$/;

/** JavaScript's `.` stops at more line ends than RE2's, counts in halves of characters, and folds case otherwise. */
const oddText = /[\r\u017f\u2028\u2029\u212a\ud800-\udfff]/;

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
  let run: ((text: string) => boolean) | undefined;
  return (text) => {
    run ??= prepare();
    try {
      return run(text);
    } catch {
      return undefined;
    }
  };

  function prepare(): (text: string) => boolean {
    const script = new Script('pattern.test(text)');
    const context = createContext({ pattern, text: '' });
    return (text) => {
      context['text'] = text;
      return script.runInContext(context, { timeout: backtrackingLimitMs }) === true;
    };
  }
}
