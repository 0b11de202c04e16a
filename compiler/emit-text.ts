/** The first line of a generated file; a file without it is not ours to replace. */
export const writtenBy = '// Written by `countersign generate`; do not edit.';

/** A string literal as Biome writes it: single quotes, unless double ones need fewer escapes. */
export function quote(text: string): string {
  if (/^[ !#%&(-[\]-~]*$/.test(text)) return `'${text}'`; // most text needs no second look
  const escaped = escapeInvisible(text.replaceAll('\\', String.raw`\\`));
  const safe = escaped.replaceAll('${', String.raw`$\u007b`); // no literal may look like a template
  const hasMoreSingle = count(safe, "'") > count(safe, '"');
  return hasMoreSingle ? `"${safe.replaceAll('"', '\\"')}"` : `'${safe.replaceAll("'", "\\'")}'`;
}

/** A property's key: an identifier as it is, others quoted; plain `__proto__` would set the prototype. */
export function propertyKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z]\w*$/.test(key) || isIdentifier.test(key) ? key : quote(key);
}

const isIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** One line for a docstring: no line breaks, nothing invisible, no end of comment. */
export function docText(text: string): string {
  const visible = text.replace(/\s/g, ' ').replace(invisible, '');
  return visible.replace(/ +/g, ' ').trim().replaceAll('*/', String.raw`*\/`);
}

/** A string of JSON. */
export function jsonString(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  const literal = JSON.stringify(text);
  return isPlain.test(literal) ? literal : literal.replace(invisible, unicodeEscape);
}

/** Printable ASCII. */
const isPlain = /^[\x20-\x7E]*$/;

/** Control and format characters, lone surrogates, line and paragraph separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const shortEscapes = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
]);

function escapeInvisible(text: string): string {
  if (isPlain.test(text)) return text;
  return text.replace(
    invisible,
    (character) => shortEscapes.get(character) ?? unicodeEscape(character),
  );
}

/** Each UTF-16 unit for itself: both languages read it so. */
function unicodeEscape(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
