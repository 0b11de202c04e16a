import type { Change } from './change.ts';
import { type ElementText, type Range, readElementText, wholeLines } from './element-text.ts';
import { escapeXml } from './escape-xml.ts';
import type { Position, Source } from './source.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** A replacement of a part of a text; where the part is empty, an insertion. */
export interface Edit extends Range {
  readonly text: string;
}

/** Turns changes of one file into edits of its text. */
export class EditReader {
  readonly #source: Source;
  readonly #elements = new Map<string, XmlElement>();
  readonly #places = new Map<XmlElement, ElementText>();

  constructor(source: Source) {
    this.#source = source;
    const { root, complete } = parseXml(source);
    if (root && complete) this.#add(root);
  }

  /** Recursive: the parser has seen to it that elements do not nest deep. */
  #add(element: XmlElement): void {
    this.#elements.set(keyOf(element.position), element);
    for (const child of element.children) this.#add(child);
  }

  /** What to replace for all of the changes of a finding; undefined where the text is not as they say. */
  read(changes: readonly Change[], position: Position): readonly Edit[] | undefined {
    const edits: Edit[] = [];
    for (const change of changes) {
      const made = this.#readOne(change, change.at ?? position);
      if (!made) return undefined;
      edits.push(...made);
    }
    return edits;
  }

  #readOne(change: Change, position: Position): Edit[] | undefined {
    const element = this.#elements.get(keyOf(position));
    const place = element && this.#place(element);
    if (!place) return undefined;
    switch (change.kind) {
      case 'add-attribute':
        return this.#addAttribute(place, change);
      case 'set-attribute':
        return this.#replaceAttribute(place, change, ({ name }) => name === change.name);
      case 'rename-attribute':
        return this.#renameAttribute(place, change);
      case 'rename-element':
        return this.#renameElement(place, change);
      case 'set-text':
        return this.#replaceText(this.#childOf(element, change.child), change);
      case 'respell-reference':
        return this.#respell(element, place, change);
      case 'remove':
        return this.#remove(place);
      case 'move':
        return this.#move(place, change);
    }
  }

  /** Many changes may ask for one large element. */
  #place(element: XmlElement): ElementText | undefined {
    const { position } = element;
    const known = this.#places.get(element);
    const place = known ?? readElementText(this.#source.text, this.#source.offsetAt(position));
    if (place) this.#places.set(element, place);
    return place;
  }

  #text({ start, end }: Range): string {
    return this.#source.text.slice(start, end);
  }

  #addAttribute(place: ElementText, { name, to }: { name: string; to: string }) {
    if (place.attributes.some((each) => this.#text(each.name) === name)) return undefined;
    const last = place.attributes.at(-1);
    const at = last ? last.value.end + 1 : place.name.end;
    return [{ start: at, end: at, text: ` ${name}="${escapeXml(to)}"` }];
  }

  #replaceAttribute(
    place: ElementText,
    { from, to }: Replacement,
    isIt: (attribute: { name: string }) => boolean,
  ): Edit[] | undefined {
    const found = place.attributes.find(
      (each) => isIt({ name: this.#text(each.name) }) && this.#text(each.value) === escapeXml(from),
    );
    return found && [{ ...found.value, text: escapeXml(to) }];
  }

  #renameAttribute({ attributes }: ElementText, { from, to }: Replacement): Edit[] | undefined {
    const names = attributes.map(({ name }) => this.#text(name));
    const found = attributes[names.indexOf(from)];
    return found && !names.includes(to) ? [{ ...found.name, text: to }] : undefined;
  }

  #renameElement({ name, endName }: ElementText, { from, to }: Replacement): Edit[] | undefined {
    if (this.#text(name) !== from) return undefined;
    return [name, ...(endName ? [endName] : [])].map((range) => ({ ...range, text: to }));
  }

  #childOf(
    element: XmlElement,
    [name, index]: readonly [string?, number?] = [],
  ): XmlElement | undefined {
    if (name === undefined) return element;
    return element.children.filter((child) => child.name === name)[index ?? 0];
  }

  /** White space around the text stays, unless it is what is wrong. */
  #replaceText(element: XmlElement | undefined, { from, to }: Replacement): Edit[] | undefined {
    const content = element && this.#place(element)?.content;
    if (!content) return undefined;
    const text = this.#text(content);
    if (text.replaceAll(/\r\n?/g, '\n') === escapeXml(from))
      return [{ ...content, text: escapeXml(to) }];
    if (text.trim() !== escapeXml(from)) return undefined;
    const start = content.start + text.length - text.trimStart().length;
    return [{ start, end: start + text.trim().length, text: escapeXml(to) }];
  }

  #respell(element: XmlElement, place: ElementText, change: Replacement): Edit[] | undefined {
    const isReference = ({ name }: { name: string }) => name.endsWith('ReferenceId');
    const isId = ({ name }: { name: string }) => name === 'Id';
    const inAttribute =
      this.#replaceAttribute(place, change, isReference) ??
      this.#replaceAttribute(place, change, isId);
    if (inAttribute) return inAttribute;
    return this.#replaceText(this.#childOf(element, ['Value', 0]) ?? element, change);
  }

  /** A comment that waves findings of the next line through must not come to stand above another. */
  #remove(place: ElementText): Edit[] | undefined {
    const before = this.#source.text.slice(0, place.start).trimEnd();
    const comment = before.endsWith('-->') ? before.slice(before.lastIndexOf('<!--')) : '';
    if (comment.includes('countersign-disable')) return undefined;
    return [{ ...wholeLines(this.#source.text, place), text: '' }];
  }

  #move(
    place: ElementText,
    { side, anchor }: { side: 'before' | 'after'; anchor: Position },
  ): Edit[] | undefined {
    const { text } = this.#source;
    const element = this.#elements.get(keyOf(anchor));
    const target = element && this.#place(element);
    if (!target) return undefined;
    const lines = wholeLines(text, place);
    const targetLines = wholeLines(text, { ...target, start: withComments(text, target.start) });
    const isBlock = lines.start !== place.start || lines.end !== place.end;
    const moved = isBlock ? { ...lines, start: withComments(text, lines.start) } : place;
    const at = side === 'before' ? targetLines.start : targetLines.end;
    if (at > moved.start && at < moved.end) return undefined;
    return [
      { ...moved, text: '' },
      { start: at, end: at, text: this.#text(moved) },
    ];
  }
}

interface Replacement {
  readonly from: string;
  readonly to: string;
}

/** Comments that stand right above an element, on lines of their own, belong to it. */
function withComments(text: string, start: number): number {
  let first = start;
  for (;;) {
    const before = text.slice(0, first).trimEnd();
    if (!before.endsWith('-->')) return first;
    const comment = before.lastIndexOf('<!--');
    const lines = wholeLines(text, { start: comment, end: before.length });
    if (lines.start === comment && lines.end === before.length) return first;
    first = lines.start;
  }
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
