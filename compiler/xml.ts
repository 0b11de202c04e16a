import { type SaxesAttributePlain, SaxesParser } from 'saxes';
import type { Diagnostic } from './diagnostic.ts';
import { fault } from './reading-rules.ts';
import type { Position, Source } from './source.ts';
import { locateFault } from './xml-faults.ts';

/** An element as written. Names are local names; entities and character references are resolved. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** In document order, each name once. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The element's own text and CDATA, joined; white space between children is of no account. */
  readonly text: string;
  /** Where the text that is more than white space first ends; 0 where there is none. */
  readonly textEnd: number;
  readonly position: Position;
}

/** Its name is as written, prefix included. */
export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
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

/** Most elements have no child, and many no attribute: they share these. Never written to. */
const noChildren: Writable[] = [];
const noAttributes: SaxesAttributePlain[] = [];

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
  /** As .NET does, whatever version the file declares: 1.1 has line ends that no editor knows. */
  readonly #parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true });
  readonly #open: Writable[] = [];
  #attributes = noAttributes;
  #root: Writable | undefined;
  #current: Writable | undefined;
  #closed: Writable | undefined;

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
    parser.on('attribute', (attribute) => this.#addAttribute(attribute));
    parser.on('opentag', ({ name }) => this.#openTag(name));
    parser.on('closetag', () => this.#closeTag());
    parser.on('text', (text) => this.#addText(text));
    parser.on('cdata', (text) => this.#addText(text));
    parser.write(this.#source.text).close();
  }

  #addAttribute(attribute: SaxesAttributePlain): void {
    if (this.#attributes === noAttributes) this.#attributes = [attribute];
    else this.#attributes.push(attribute);
  }

  #openTag(name: string): void {
    const parent = this.#current;
    const attributes = this.#attributes;
    const element: Writable = {
      name,
      namespace: attributeValue(attributes, 'xmlns') ?? parent?.namespace ?? '',
      attributes,
      children: noChildren,
      text: '',
      textEnd: 0,
      position: this.#tagPosition(),
    };
    this.#attributes = noAttributes;
    if (!parent) this.#root = element;
    else if (parent.children === noChildren) parent.children = [element];
    else parent.children.push(element);
    this.#open.push(element);
    this.#current = element;
    if (name.includes(':')) this.#resolvePrefix(element);
    if (this.#open.length > MAX_DEPTH) this.#stopTooDeep(element);
  }

  /** The parser stands behind the tag's `>`, and no tag holds another `<`. */
  #tagPosition(): Position {
    const { position, line, columnIndex } = this.#parser;
    const start = this.#source.text.lastIndexOf('<', position - 1);
    const lineStart = position - columnIndex;
    if (start < lineStart) return this.#source.positionAt(start);
    return { file: this.#source.file, line, column: start - lineStart + 1 };
  }

  #resolvePrefix(element: Writable): void {
    const colon = element.name.indexOf(':');
    const declaration = `xmlns:${element.name.slice(0, colon)}`;
    const values = this.#open.map(({ attributes }) => attributeValue(attributes, declaration));
    element.namespace = values.findLast((value) => value !== undefined) ?? '';
    element.name = element.name.slice(colon + 1);
  }

  #closeTag(): void {
    this.#closed = this.#open.pop();
    this.#current = this.#open.at(-1);
  }

  #addText(text: string): void {
    const element = this.#current;
    if (!element) return;
    const isBlank = !/\S/.test(text);
    if (isBlank && element.children.length > 0) return;
    element.text += text;
    if (!isBlank && element.textEnd === 0) element.textEnd = this.#parser.position;
  }

  #stopTooDeep({ position }: XmlElement): never {
    throw new XmlFault(
      fault('xml-too-deep', position, `Elements nest more than ${MAX_DEPTH} deep.`),
    );
  }

  #refuseDoctype(): void {
    const start = this.#source.text.lastIndexOf('<!DOCTYPE', this.#parser.position);
    const position = this.#source.positionAt(start);
    const message = 'A policy must not have a document type (DOCTYPE).';
    throw new XmlFault(fault('xml-doctype', position, message));
  }

  #fail(error: Error): never {
    const { position, message } = locateFault({
      source: this.#source,
      reason: error.message.replace(/^\d+:\d+: /, ''),
      end: Math.min(this.#parser.position, this.#source.text.length),
      ...(this.#current && { open: this.#current }),
      ...(this.#closed && { closed: this.#closed }),
    });
    throw new XmlFault(fault('xml-not-well-formed', position, message));
  }
}

/** The value of the attribute of that name, as written. */
export function attributeValue(
  attributes: readonly XmlAttribute[],
  name: string,
): string | undefined {
  for (const attribute of attributes) if (attribute.name === name) return attribute.value;
  return undefined;
}

/** Where the element's own text begins that is more than white space. */
export function textPosition(source: Source, element: XmlElement): Position {
  const before = source.text.lastIndexOf('>', element.textEnd - 3) + 1;
  const blank = /^\s*/.exec(source.text.slice(before, element.textEnd))?.[0].length ?? 0;
  return source.positionAt(before + blank);
}
