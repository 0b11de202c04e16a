import type { Position, Source } from './source.ts';

/** What the parser stopped at, as it sees it. */
export interface ParserFault {
  readonly source: Source;
  /** The parser's own words. */
  readonly reason: string;
  /** The offset behind the last character that it took. */
  readonly end: number;
  /** The innermost element that is open. */
  readonly open?: NamedElement;
  /** The element that was closed last. */
  readonly closed?: NamedElement;
}

interface NamedElement {
  readonly name: string;
  readonly position: Position;
}

/** A fault in the XML, where a person would look for it and in words that name it. */
export interface LocatedFault {
  readonly position: Position;
  readonly message: string;
}

/** The parser notices many faults late, some only at the end of the text; this finds their beginning. */
export function locateFault(fault: ParserFault): LocatedFault {
  return (
    bareAmpersand(fault) ??
    unknownEntity(fault) ??
    unfinishedMarkup(fault) ??
    unclosedElement(fault) ??
    wrongClosingTag(fault) ??
    textOutsideRoot(fault) ??
    anyOther(fault)
  );
}

function located({ source }: ParserFault, offset: number, message: string): LocatedFault {
  return { position: source.positionAt(Math.max(0, offset)), message };
}

/** The parser takes a bare `&` for an entity that goes on to the next `;`, however far that is. */
function bareAmpersand(fault: ParserFault): LocatedFault | undefined {
  const markup =
    /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|&(?!(?:[A-Za-z_][\w.-]*|#\d+|#x[\da-fA-F]+);)/g;
  for (const { 0: found, index } of fault.source.text.slice(0, fault.end).matchAll(markup)) {
    if (found === '&') return located(fault, index, 'A bare "&" must be written as "&amp;".');
  }
  return undefined;
}

function unknownEntity(fault: ParserFault): LocatedFault | undefined {
  if (!/^(?:undefined entity|malformed character entity)/.test(fault.reason)) return undefined;
  const start = fault.source.text.lastIndexOf('&', fault.end - 1);
  const entity = fault.source.text.slice(start, fault.end);
  return located(fault, start, `XML has no entity "${entity}".`);
}

/** A comment, a CDATA section, a processing instruction or a tag that goes on to the end of the text. */
function unfinishedMarkup(fault: ParserFault): LocatedFault | undefined {
  const { text } = fault.source;
  if (fault.end < text.length) return undefined;
  const kinds = [
    ['<!--', '-->', 'comment'],
    ['<![CDATA[', ']]>', 'CDATA section'],
    ['<?', '?>', 'processing instruction'],
    ['<', '>', 'tag'],
  ] as const;
  for (const [opening, closing, kind] of kinds) {
    const start = text.lastIndexOf(opening);
    if (start >= 0 && text.indexOf(closing, start + opening.length) < 0) {
      return located(fault, start, `The ${kind} that begins here never ends.`);
    }
  }
  return undefined;
}

function unclosedElement({ reason, open }: ParserFault): LocatedFault | undefined {
  if (!open || !reason.startsWith('unclosed tag')) return undefined;
  return { position: open.position, message: `"${open.name}" is never closed.` };
}

/** The parser has already left the element that the tag should have closed. */
function wrongClosingTag(fault: ParserFault): LocatedFault | undefined {
  if (!/^(?:unexpected close tag|unmatched closing tag)/.test(fault.reason)) return undefined;
  const start = fault.source.text.lastIndexOf('</', fault.end);
  const name = /^[^\s>]*/.exec(fault.source.text.slice(start + 2, start + 202))?.[0] ?? '';
  if (!fault.closed || fault.reason.startsWith('unmatched')) {
    return located(fault, start, `"</${name}>" closes nothing.`);
  }
  const { name: expected, position } = fault.closed;
  const message = `"</${name}>" closes "${expected}", which was opened in line ${position.line}.`;
  return located(fault, start, message);
}

/** The parser reports such text where it ends. */
function textOutsideRoot(fault: ParserFault): LocatedFault | undefined {
  if (!fault.reason.startsWith('text data outside')) return undefined;
  const { text } = fault.source;
  const before = text.slice(0, fault.end - 1).trimEnd().length;
  const start = text.lastIndexOf('>', before - 1) + 1;
  const blank = /^\s*/.exec(text.slice(start, before))?.[0].length ?? 0;
  return located(fault, start + blank, 'There is text outside the root element.');
}

/** What the parser notices behind its beginning, and the text that it begins with. */
const beginnings: readonly (readonly [reason: RegExp, beginning: string])[] = [
  [/only one root|declaration|doctype|processing instruction|incorrect syntax/i, '<'],
  [/^the string "]]>"/, ']]>'],
  [/^malformed comment/, '--'],
];

function anyOther(fault: ParserFault): LocatedFault {
  const words = fault.reason.endsWith('.') ? fault.reason : `${fault.reason}.`;
  return located(fault, beginningOf(fault), `The XML is broken: ${words}`);
}

function beginningOf({ reason, source: { text }, end }: ParserFault): number {
  const name = /^duplicate attribute: (.*?)\.?$/.exec(reason)?.[1];
  if (name !== undefined) return secondAttribute(text, end, name);
  const beginning = beginnings.find(([words]) => words.test(reason))?.[1];
  const start = beginning === undefined ? -1 : text.lastIndexOf(beginning, end - 1);
  return start < 0 ? end - 1 : start;
}

/** Where the name stands a second time in the tag that ends there. */
function secondAttribute(text: string, end: number, name: string): number {
  const tag = text.lastIndexOf('<', end - 1);
  const attributes = text.slice(tag, end).matchAll(/([^\s="']+)\s*=\s*(?:"[^"]*"|'[^']*')/g);
  const [, second] = [...attributes].filter(([, each]) => each === name);
  return second ? tag + second.index : end - 1;
}
