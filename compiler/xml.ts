import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Diagnostic } from './diagnostic.ts';
import { fault, type ReadingRuleName } from './reading-rules.ts';
import type { Position, Source } from './source.ts';

/** An element as written. Names are local names; entities and character references are resolved. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** As written, prefix included; an object without prototype. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text and CDATA, joined; white space between children is of no account. */
  readonly text: string;
  /** Where the text that is more than white space first ends; 0 where there is none. */
  readonly textEnd: number;
  readonly position: Position;
}

/** `root` is there as soon as its start tag could be read; `complete` says that all of it could. */
export interface XmlDocument {
  readonly root?: XmlElement;
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

type Writable = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & {
  children: Writable[];
};

/** Policies nest about fifteen deep. */
const MAX_DEPTH = 64;

/**
 * Reads XML without document type and without entities of its own. The first fault ends the
 * reading: what follows broken XML says nothing.
 */
export function parseXml(source: Source): XmlDocument {
  const builder = new Builder(source);
  try {
    builder.parse();
    return builder.document(true, []);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    return builder.document(false, [error.diagnostic]);
  }
}

/** Leaves the parser at its first fault; never leaves this file. */
class XmlFault extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

class Builder {
  readonly #source: Source;
  readonly #parser = new SaxesParser();
  readonly #open: Writable[] = [];
  readonly #namespaces = new Map<string, string>();
  #root: Writable | undefined;
  #closed: Writable | undefined;
  #start = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  document(complete: boolean, diagnostics: readonly Diagnostic[]): XmlDocument {
    return { ...(this.#root && { root: this.#root }), complete, diagnostics };
  }

  parse(): void {
    const parser = this.#parser;
    parser.on('error', (error) => this.#fail(error));
    parser.on('doctype', () => this.#refuseDoctype());
    parser.on('opentagstart', () => this.#enter());
    parser.on('opentag', (tag) => this.#openTag(tag));
    parser.on('closetag', () => {
      this.#closed = this.#open.pop();
    });
    parser.on('text', (text) => this.#addText(text));
    parser.on('cdata', (text) => this.#addText(text));
    parser.write(this.#source.text).close();
  }

  /** The parser has read the tag's name and one character more; a name holds no `<`. */
  #enter(): void {
    this.#start = this.#source.text.lastIndexOf('<', this.#parser.position - 1);
    if (this.#open.length < MAX_DEPTH) return;
    this.#stop('xml-too-deep', this.#start, `Elements nest more than ${MAX_DEPTH} deep.`);
  }

  #openTag(tag: SaxesTagPlain): void {
    const parent = this.#open.at(-1);
    const element: Writable = {
      ...this.#qualify(tag, parent?.namespace ?? ''),
      attributes: tag.attributes,
      children: [],
      text: '',
      textEnd: 0,
      position: this.#source.positionAt(this.#start),
    };
    parent?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  /** Prefixes are few and stand at the root in practice, so the nearest declaration is the last one. */
  #qualify(tag: SaxesTagPlain, inherited: string): { name: string; namespace: string } {
    for (const name in tag.attributes) {
      if (name.startsWith('xmlns:'))
        this.#namespaces.set(name.slice(6), tag.attributes[name] ?? '');
    }
    const colon = tag.name.indexOf(':');
    if (colon < 0) return { name: tag.name, namespace: tag.attributes['xmlns'] ?? inherited };
    const namespace = this.#namespaces.get(tag.name.slice(0, colon)) ?? '';
    return { name: tag.name.slice(colon + 1), namespace };
  }

  #addText(text: string): void {
    const element = this.#open.at(-1);
    if (!element) return;
    const isBlank = text.trim() === '';
    if (isBlank && element.children.length > 0) return;
    element.text += text;
    if (!isBlank && element.textEnd === 0) element.textEnd = this.#parser.position;
  }

  #refuseDoctype(): void {
    const start = this.#source.text.lastIndexOf('<!DOCTYPE', this.#parser.position);
    this.#stop('xml-doctype', start, 'A policy must not have a document type (DOCTYPE).');
  }

  #fail(error: Error): void {
    const { text } = this.#source;
    const end = Math.min(Math.max(this.#parser.position - 1, 0), text.length);
    const reason = error.message.replace(/^\d+:\d+: /, '');
    const unfinished = this.#parser.position >= text.length ? unfinishedMarkup(text) : -1;
    if (unfinished >= 0)
      this.#stop('xml-not-well-formed', unfinished, 'What begins here never ends.');
    const unclosed = this.#open.at(-1);
    if (reason.startsWith('unclosed tag') && unclosed) this.#stopUnclosed(unclosed);
    if (reason.startsWith('unexpected close tag')) this.#stopMismatch(text.lastIndexOf('</', end));
    this.#stop('xml-not-well-formed', end, `The XML is broken: ${sentence(reason)}`);
  }

  #stopUnclosed(element: XmlElement): never {
    throw new XmlFault(
      fault('xml-not-well-formed', element.position, `"${element.name}" is never closed.`),
    );
  }

  /** The parser has already left the element that the tag should have closed. */
  #stopMismatch(start: number): void {
    const element = this.#closed;
    if (!element) return;
    const name = /^[^\s>]*/.exec(this.#source.text.slice(start + 2, start + 202))?.[0] ?? '';
    const message = `"</${name}>" closes "${element.name}", which was opened in line ${element.position.line}.`;
    this.#stop('xml-not-well-formed', start, message);
  }

  #stop(rule: ReadingRuleName, offset: number, message: string): never {
    throw new XmlFault(fault(rule, this.#source.positionAt(offset), message));
  }
}

/** Where a comment, a CDATA section or a tag begins that goes on to the end of the text, or -1. */
function unfinishedMarkup(text: string): number {
  const pairs = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<', '>'],
  ] as const;
  for (const [opening, closing] of pairs) {
    const start = text.lastIndexOf(opening);
    if (start >= 0 && text.indexOf(closing, start + opening.length) < 0) return start;
  }
  return -1;
}

function sentence(words: string): string {
  return words.endsWith('.') ? words : `${words}.`;
}

/** Where the element's own text begins that is more than white space. */
export function textPosition(source: Source, element: XmlElement): Position {
  const before = source.text.lastIndexOf('>', element.textEnd - 3) + 1;
  const blank = /^\s*/.exec(source.text.slice(before, element.textEnd))?.[0].length ?? 0;
  return source.positionAt(before + blank);
}
