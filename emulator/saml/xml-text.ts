/** Characters that no XML document may hold, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\r', '&#13;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
]);

/** Text as XML holds it, in an element or in an attribute. */
function xmlText(value: string): string {
  const clean = value.toWellFormed().replace(forbidden, '');
  return clean.replace(/[&<>"'\r\n\t]/g, (character) => entities.get(character) ?? character);
}

/** The attributes of an element; one that is undefined is left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/**
 * An element of XML.
 * @param content XML already; text comes from `xmlTextElement`
 */
export function xmlElement(name: string, attributes: XmlAttributes, ...content: string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(value)}"`],
  );
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** An element that holds text. */
export function xmlTextElement(name: string, attributes: XmlAttributes, text: string): string {
  return xmlElement(name, attributes, xmlText(text));
}

/** `2026-11-23T06:00:00Z`, or with milliseconds where there are some. */
export function xmlDateTime(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
