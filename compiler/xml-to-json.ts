import { TransformationFailed } from '../shared/errors.ts';
import { Source } from './source.ts';
import { parseXml, type XmlElement } from './xml.ts';

/**
 * XML as JSON in the manner of .NET's usual library: the root stays, attributes are `@name`, the text
 * beside attributes or children is `#text`, elements of one name become an array, an empty one null.
 * Comments and the XML declaration are dropped. Unconfirmed beyond the root.
 * @throws {TransformationFailed} for broken XML, and for a document type
 * @see facts claims-transformations 6, XmlStringToJsonString
 */
export function xmlToJson(text: string): string {
  const { root, complete } = parseXml(new Source('', text));
  if (!root || !complete) throw new TransformationFailed('A claim should hold XML, and does not.');
  return JSON.stringify(Object.fromEntries([[root.name, contentOf(root)]]));
}

function contentOf({ attributes, children, text }: XmlElement): unknown {
  const ownText = children.length > 0 ? text.trim() : text;
  const members: [string, unknown][] = attributes.map(({ name, value }) => [`@${name}`, value]);
  for (const [name, elements] of Map.groupBy(children, (child) => child.name)) {
    const contents = elements.map(contentOf);
    members.push([name, contents.length === 1 ? contents[0] : contents]);
  }
  if (members.length === 0) return ownText === '' ? null : ownText;
  if (ownText !== '') members.push(['#text', ownText]);
  return Object.fromEntries(members);
}
