import type { Source } from './source.ts';
import { parseXml, type XmlAttribute, type XmlElement } from './xml.ts';

/**
 * Whether two texts hold the same elements, attributes and words. Comments, the order of attributes,
 * indentation and how namespaces are abbreviated count for nothing; texts that are not XML differ.
 */
export function isSameXml(one: Source, other: Source): boolean {
  const [a, b] = [parseXml(one), parseXml(other)];
  if (!a.root || !b.root || !a.complete || !b.complete) return false;
  return isSame(a.root, b.root, (text) => text);
}

/** The same of two elements. White space around words counts for nothing: elsewhere they are indented otherwise. */
export function isSameElement(one: XmlElement, other: XmlElement): boolean {
  return isSame(one, other, (text) => text.trim());
}

/** What of an element's words counts, where it has no children. */
type Words = (text: string) => string;

function isSame(one: XmlElement, other: XmlElement, words: Words): boolean {
  return JSON.stringify(shapeOf(one, words)) === JSON.stringify(shapeOf(other, words));
}

/** Recursive: the parser has seen to it that elements do not nest deep. */
function shapeOf(element: XmlElement, words: Words): unknown[] {
  const { name, namespace, attributes, children, text } = element;
  const own = children.length > 0 ? text.trim() : words(text);
  return [
    name,
    namespace,
    namesAndValues(attributes),
    own,
    children.map((child) => shapeOf(child, words)),
  ];
}

function namesAndValues(attributes: readonly XmlAttribute[]): string[][] {
  const own = attributes.filter(({ name }) => !/^xmlns(?::|$)/.test(name));
  return own.map(({ name, value }) => [name, value]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
