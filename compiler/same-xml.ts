import type { Source } from './source.ts';
import { parseXml, type XmlAttribute, type XmlElement } from './xml.ts';

/**
 * Whether two texts hold the same elements, attributes and words. Comments, the order of attributes,
 * indentation and how namespaces are abbreviated count for nothing; texts that are not XML differ.
 */
export function isSameXml(one: Source, other: Source): boolean {
  const [a, b] = [parseXml(one), parseXml(other)];
  if (!a.root || !b.root || !a.complete || !b.complete) return false;
  return printed(a.root) === printed(b.root);
}

function printed(root: XmlElement): string {
  return JSON.stringify(shapeOf(root));
}

/** Recursive: the parser has seen to it that elements do not nest deep. */
function shapeOf({ name, namespace, attributes, children, text }: XmlElement): unknown[] {
  const words = children.length > 0 ? text.trim() : text;
  return [name, namespace, namesAndValues(attributes), words, children.map(shapeOf)];
}

function namesAndValues(attributes: readonly XmlAttribute[]): string[][] {
  const own = attributes.filter(({ name }) => !/^xmlns(?::|$)/.test(name));
  return own.map(({ name, value }) => [name, value]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
