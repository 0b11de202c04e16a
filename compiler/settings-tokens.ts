import { basename } from 'node:path';
import type { Diagnostic } from './diagnostic.ts';
import { Suggestions } from './did-you-mean.ts';
import { escapeXml } from './escape-xml.ts';
import { IdMap } from './id-map.ts';
import { fault } from './reading-rules.ts';
import type { XmlElement } from './xml.ts';

/** One environment of appsettings.json. @see facts policy-language 1.4 */
export interface Environment {
  readonly name: string;
  readonly tenant?: string;
  /** PolicySettings, and whatever the caller overrides. */
  readonly settings: IdMap<string>;
  /** The appsettings.json that it stands in. */
  readonly file?: string;
  /** The names of all environments there. */
  readonly names?: readonly string[];
  /** The member "Applications", as it stands there; undefined: any of this machine. */
  readonly applications?: unknown;
}

/** Values are XML text, as the tools that replace tokens in the raw file take them. */
const token = /\{Settings:([^{}]*)\}/gi;

/** The names in the tokens of texts, each once. */
export function settingsTokensIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [...text.matchAll(token)]);
  return [...new Set(found.map(([, name = '']) => name.trim()))];
}

/** Whether a file needs a look at its elements at all. */
export function hasSettingsTokens(text: string): boolean {
  return /\{settings:/i.test(text);
}

/**
 * Replaces `{Settings:Name}` in attributes and texts of the tree in place, so that positions stay
 * those of the user's file. Unknown tokens stay: a fault where there is an environment, and a warning
 * where there is none, since another tool may know them.
 */
export function replaceSettingsTokens(root: XmlElement, environment?: Environment): Diagnostic[] {
  const values = knownValues(root.position.file, environment);
  const suggestions = new Suggestions();
  const diagnostics: Diagnostic[] = [];
  replaceInTree(root, (element, text) =>
    text.replace(token, (whole, name: string) => {
      const value = values.get(name.trim());
      if (value !== undefined) return value;
      const message = `No setting replaces "${whole}".${suggestions.for(name, () => values.keys())}`;
      const severity = environment ? 'error' : 'warning';
      diagnostics.push(fault('settings-token', element.position, message, { severity }));
      return whole;
    }),
  );
  return diagnostics;
}

/**
 * Replaces `{Settings:Name}` in a file's text, as the build of the VS Code extension does: what is
 * uploaded. Unknown tokens stay. @see facts policy-language 1.4
 */
export function renderSettingsTokens(
  text: string,
  file: string,
  environment: Environment | undefined,
): string {
  const values = valuesAsXml(file, environment);
  return text.replace(token, (whole, name: string) => values.get(name.trim()) ?? whole);
}

/** What a token stands for once the XML has been read. */
function knownValues(file: string, environment: Environment | undefined): IdMap<string> {
  const values = new IdMap<string>();
  for (const [key, value] of valuesAsXml(file, environment)) values.set(key, decodeXmlText(value));
  return values;
}

/** What stands in the text for a token: settings are XML text already. */
function valuesAsXml(file: string, environment: Environment | undefined): IdMap<string> {
  const fileName = basename(file).replace(/\.xml$/i, '');
  const values = new IdMap<string>(environment?.settings ?? []);
  values.set('Filename', escapeXml(fileName));
  values.set('PolicyFilename', escapeXml(fileName.replaceAll('B2C_1A_', '')));
  if (environment) values.set('Environment', escapeXml(environment.name));
  if (environment?.tenant !== undefined) values.set('Tenant', escapeXml(environment.tenant));
  return values;
}

type Replace = (element: XmlElement, text: string) => string;

/** Recursive: the parser has seen to it that elements do not nest deep. */
function replaceInTree(element: XmlElement, replace: Replace): void {
  if (element.text.includes('{')) {
    (element as { text: string }).text = replace(element, element.text);
  }
  for (const attribute of element.attributes) {
    if (!attribute.value.includes('{')) continue;
    (attribute as { value: string }).value = replace(element, attribute.value);
  }
  for (const child of element.children) replaceInTree(child, replace);
}

const characters: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A setting is written as the XML file would hold it: `&amp;` means `&`. */
function decodeXmlText(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return characters.get(name) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
}
