import { Source } from '../../compiler/source.ts';
import { parseXml, type XmlElement } from '../../compiler/xml.ts';

/** The root of a message; undefined where it is no XML, or XML with a document type. */
export function readXml(text: string): XmlElement | undefined {
  const { root, complete } = parseXml(new Source('SAML', text));
  return complete ? root : undefined;
}

/** The value of an attribute. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.find((attribute) => attribute.name === name)?.value;
}

/** The first child of this local name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** All children of this local name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
