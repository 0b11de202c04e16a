/** A policy's regular expression as JavaScript reads it, or what of .NET JavaScript has no word for. */
export type TranslatedExpression = { readonly text: string } | { readonly unsupported: string };

/**
 * Translates what is plain: `\A`, `\Z`, `\z`, `\a`, `\e`, `(?#comment)`, `(?'name'…)`, and `(?i)` at the
 * beginning, which stays there for `shared/pattern.ts`. JavaScript's `\d` and `\w` mean fewer
 * characters than those of .NET; B2C runs the same pattern in the browser, so both must match anyway.
 * @see facts engine 6.3
 */
export function translateRegularExpression(expression: string): TranslatedExpression {
  const leading = /^(\^|\\A)?\(\?i\)/.exec(expression);
  const flags = leading ? '(?i)' : '';
  const body = (leading?.[1] ?? '') + expression.slice(leading?.[0].length ?? 0);
  const isUnicode = /\\p\{/i.test(body);
  let text = '';
  for (const token of tokens(body)) {
    const translated = translateToken(token, isUnicode);
    if (translated === undefined) return { unsupported: token };
    text += translated;
  }
  return compiles(text, isUnicode) ? { text: flags + text } : { unsupported: expression };
}

/**
 * Whether .NET and JavaScript can read an expression, only .NET, or neither. JavaScript also stumbles
 * over some expressions that .NET takes: those that look like one of them are not called broken.
 */
export function judgeExpression(expression: string): 'shared' | 'dotNetOnly' | 'broken' {
  const translated = translateRegularExpression(expression);
  if ('text' in translated) return 'shared';
  const isDotNet = translated.unsupported !== expression || /\\p|\(\?[<']|\(\?\(/i.test(expression);
  return isDotNet ? 'dotNetOnly' : 'broken';
}

/** Character classes, groups' heads, escapes, and every other character for itself. */
function tokens(expression: string): string[] {
  return expression.match(tokenPattern) ?? [];
}

/** Names have a limit, so that one that never ends is not looked for from every place. */
const tokenPattern =
  /\[\^?\]?(?:\\.|[^\\\]])*\]?|\(\?#[^)]*\)?|\(\?<[=!]|\(\?<[^>]{0,99}>|\(\?'[^']{0,99}'|\(\?[^:=!]|\(\?[:=!]|\\[pP]\{[^}]{0,99}\}|\\k'[^']{0,99}'|\\k<[^>]{0,99}>|\\.|./gs;

function translateToken(token: string, isUnicode: boolean): string | undefined {
  if (token.startsWith('[')) return translateClass(token, isUnicode);
  if (token.startsWith('(?')) return translateGroup(token);
  if (token === '\\G' || /^\\p\{Is/i.test(token)) return undefined;
  if (token.startsWith('\\k')) return translateReference(token);
  return token.startsWith('\\') ? translateEscape(token, isUnicode) : token;
}

/** `[a-z-[aeiou]]` subtracts one class from another: .NET alone has it. */
function translateClass(token: string, isUnicode: boolean): string | undefined {
  if (/-\[|\\[pP]\{Is/.test(token)) return undefined;
  const first = token.startsWith('[^') ? 2 : 1;
  const literal = token[first] === ']' ? String.raw`\]` : ''; // JavaScript would end the class here
  const rest = token.slice(first + (literal === '' ? 0 : 1));
  const members = rest.replace(/\\./gs, (token) => translateEscape(token, isUnicode, '-'));
  return token.slice(0, first) + literal + members;
}

function translateReference(token: string): string | undefined {
  const [, name] = /^\\k(?:<|')(\w+)(?:>|')$/.exec(token) ?? [];
  return name === undefined ? undefined : `\\k<${name}>`;
}

function translateGroup(token: string): string | undefined {
  if (/^\(\?(?:[:=!]|<[=!])$/.test(token)) return token;
  if (token.startsWith('(?#')) return token.endsWith(')') ? '' : undefined;
  const [, name] = /^\(\?(?:<|')(\w+)(?:>|')$/.exec(token) ?? [];
  return name === undefined ? undefined : `(?<${name}>`;
}

const escapes = new Map([
  ['\\A', '^'],
  ['\\z', '$'],
  ['\\Z', String.raw`(?=\n?$)`],
  ['\\a', String.raw`\x07`],
  ['\\e', String.raw`\x1b`],
]);

/** With \p a pattern needs the flag `u`, which refuses to escape what needs no escape. */
function translateEscape(token: string, isUnicode: boolean, alsoEscaped = ''): string {
  const translated = escapes.get(token);
  if (translated !== undefined) return translated;
  const character = token.slice(1);
  const needsEscape = /[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(character) || character === alsoEscaped;
  return !isUnicode || needsEscape ? token : character;
}

function compiles(text: string, isUnicode: boolean): boolean {
  try {
    return new RegExp(text, isUnicode ? 'u' : '') instanceof RegExp;
  } catch {
    return false;
  }
}
