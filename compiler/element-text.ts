/** A part of a text: `end` is the offset behind its last character. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** An attribute as it stands in a start tag; `value` is what its quotes hold, entities as written. */
export interface AttributeText {
  readonly name: Range;
  readonly value: Range;
}

/** Where an element and its parts stand in a well-formed text. */
export interface ElementText extends Range {
  /** Without its prefix. */
  readonly name: Range;
  readonly attributes: readonly AttributeText[];
  /** Behind the name or the last attribute. */
  readonly attributesEnd: number;
  /** What stands between the tags; absent in `<Element />`. */
  readonly content?: Range;
  /** The name in the end tag, without its prefix. */
  readonly endName?: Range;
}

/** A tag's name, and its prefix. */
const tagName = /<\/?((?:[^\s:/>]+:)?)([^\s/>]+)/y;
const attributeText = /\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/dy;
const tagEnd = /\s*(\/?)>/y;

/** A tag, or what only looks as if it held one. */
const markup =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/g;

/** Reads the element whose start tag begins at `start`; undefined where there is none. */
export function readElementText(text: string, start: number): ElementText | undefined {
  const name = nameAt(text, start);
  if (!name) return undefined;
  const attributes = [...attributesFrom(text, name.end)];
  const attributesEnd = attributes.at(-1)?.value.end ?? name.end;
  tagEnd.lastIndex = attributes.length > 0 ? attributesEnd + 1 : attributesEnd;
  const closing = tagEnd.exec(text);
  if (!closing) return undefined;
  const head = { start, name, attributes, attributesEnd: closing.index };
  if (closing[1] === '/') return { ...head, end: tagEnd.lastIndex };
  const contentStart = tagEnd.lastIndex;
  const endTag = findEndTag(text, contentStart);
  const endName = endTag && nameAt(text, endTag.start);
  if (!endTag || !endName) return undefined;
  return { ...head, end: endTag.end, content: { start: contentStart, end: endTag.start }, endName };
}

function nameAt(text: string, start: number): Range | undefined {
  tagName.lastIndex = start;
  const [tag, , local = ''] = tagName.exec(text) ?? [];
  if (tag === undefined) return undefined;
  const end = start + tag.length;
  return { start: end - local.length, end };
}

function* attributesFrom(text: string, from: number): Generator<AttributeText> {
  for (let at = from; ; ) {
    attributeText.lastIndex = at;
    const indices = attributeText.exec(text)?.indices;
    const [name, value] = [indices?.[1], indices?.[2] ?? indices?.[3]];
    if (!name || !value) return;
    yield { name: toRange(name), value: toRange(value) };
    at = value[1] + 1;
  }
}

function toRange([start, end]: readonly [number, number]): Range {
  return { start, end };
}

function findEndTag(text: string, from: number): Range | undefined {
  let depth = 1;
  markup.lastIndex = from;
  for (let match = markup.exec(text); match; match = markup.exec(text)) {
    const [tag, closing, selfClosing] = match;
    if (closing === '/') depth -= 1;
    else if (closing === '' && selfClosing === '') depth += 1;
    if (depth === 0) return { start: match.index, end: match.index + tag.length };
  }
  return undefined;
}

/** The element with the line around it, where it is alone there; else the element. */
export function wholeLines(text: string, { start, end }: Range): Range {
  const before = /[^\S\r\n]*$/.exec(text.slice(Math.max(0, start - 500), start))?.[0].length ?? 0;
  const lineStart = start - before;
  const after = /^[^\S\r\n]*(?:\r\n?|\n)/.exec(text.slice(end, end + 500));
  const isFirst = lineStart === 0 || /[\r\n]/.test(text[lineStart - 1] ?? '');
  return isFirst && after ? { start: lineStart, end: end + after[0].length } : { start, end };
}
