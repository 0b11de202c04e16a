import { fold } from './id-map.ts';
import { attributeValue, type XmlElement } from './xml.ts';

/* What the readers of the model's parts have in common: they take what is there and report nothing,
 * since `check.ts` has reported it. */

/** The first child of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined;
  for (const candidate of element.children) if (candidate.name === name) return candidate;
  return undefined;
}

/** All children of that name, in document order. */
export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? [];
}

/** `<Items><Item/></Items>`: reads every item of every such list; items without a key are left out. */
export function readList<Part>(
  element: XmlElement | undefined,
  path: readonly [list: string, item: string],
  read: (item: XmlElement) => Part | undefined,
): Part[] {
  const parts: Part[] = [];
  for (const list of element?.children ?? []) {
    if (list.name === path[0]) addAll(parts, list, path[1], read);
  }
  return parts;
}

/** Reads every child of that name; those without a key are left out. */
export function readAll<Part>(
  element: XmlElement | undefined,
  name: string,
  read: (item: XmlElement) => Part | undefined,
): Part[] {
  const parts: Part[] = [];
  if (element) addAll(parts, element, name, read);
  return parts;
}

function addAll<Part>(
  parts: Part[],
  element: XmlElement,
  name: string,
  read: (item: XmlElement) => Part | undefined,
): void {
  for (const candidate of element.children) {
    if (candidate.name !== name) continue;
    const part = read(candidate);
    if (part !== undefined) parts.push(part);
  }
}

/** Reads the first child of that name, if there is one. */
export function readChild<Part>(
  element: XmlElement | undefined,
  name: string,
  read: (item: XmlElement) => Part | undefined,
): Part | undefined {
  const found = child(element, name);
  return found && read(found);
}

/** The text of the first child of that name, without white space around it. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.text.trim();
}

/** An attribute's value as written. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return attributeValue(element.attributes, name);
}

/** An xs:boolean, whatever its case. */
export function toBoolean(text: string | undefined): boolean | undefined {
  const word = text?.trim().toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : undefined;
}

/** An integer in decimal digits. */
export function toInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[+-]?\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}

/**
 * The text if it is one of the words, as the schema spells them. One in another case is wrong, and said
 * to be; what it means is clear all the same.
 */
export function toWord<Word extends string>(
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined;
  const wanted = fold(text.trim());
  return words.find((word) => word === text) ?? words.find((word) => fold(word) === wanted);
}

/** The word as the schema spells it, or a text that is none of them as it is. */
export function toWordOrText(
  text: string | undefined,
  words: readonly string[],
): string | undefined {
  return toWord(text, words) ?? text;
}

type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<
    Fields[Key],
    undefined
  >;
};

/** The same object without the properties that are undefined: in the model absent is absent. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  const found: Partial<Fields> = {};
  for (const key in fields) {
    if (fields[key] !== undefined) found[key] = fields[key];
  }
  return found as unknown as Present<Fields>;
}
