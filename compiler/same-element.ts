import type { XmlElement } from './xml.ts';

/** Whether two elements say the same: white space, comments and the order of attributes aside. */
export function isSameElement(a: XmlElement, b: XmlElement): boolean {
  return (
    a.name === b.name &&
    a.text.trim() === b.text.trim() &&
    attributesOf(a) === attributesOf(b) &&
    a.children.length === b.children.length &&
    a.children.every((child, index) => {
      const other = b.children[index];
      return other !== undefined && isSameElement(child, other);
    })
  );
}

function attributesOf({ attributes }: XmlElement): string {
  const pairs = attributes.filter(({ name }) => !name.startsWith('xmlns'));
  return JSON.stringify(pairs.map(({ name, value }) => [name, value]).sort());
}
