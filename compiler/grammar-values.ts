import { fold } from './id-map.ts';

/** What an attribute's value or an element's text may be: any text, a type, one of some words, a pattern. */
export type ValueType = 'text' | 'boolean' | 'integer' | readonly string[] | PatternType;

/** A text of a certain form. */
export interface PatternType {
  readonly pattern: RegExp;
  /** What it is, for a sentence: `a GUID`. */
  readonly description: string;
  /** Values that look as if a person or a tool is to replace them before the upload. */
  readonly placeholder?: RegExp;
}

export const tenantId: PatternType = {
  pattern: /^[A-Za-z0-9.]{3,63}$/,
  description: 'a tenant name like "contoso.onmicrosoft.com"',
  placeholder: /[-_]/,
};

export const guid: PatternType = {
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  description: 'a GUID',
  placeholder: /./,
};

export const policyId: PatternType = {
  pattern: /^[A-Za-z0-9_.-]*[A-Za-z0-9_-]$/,
  description: 'a policy id: letters, digits, "_", "-" and "."',
};

export const fourPartVersion: PatternType = {
  pattern: /^\d\.\d\.\d\.\d$/,
  description: 'a version like "0.3.0.0"',
};

export const threePartVersion: PatternType = {
  pattern: /^\d\.\d\.\d$/,
  description: 'a version like "1.0.0"',
};

export const culture: PatternType = {
  pattern: /^[a-z]{1,3}(?:-[A-Za-z0-9]{2,4}){0,2}$/,
  description: 'a language like "en" or "pt-BR"',
};

export const contentUri: PatternType = {
  pattern: /^(?:https?:\/\/|~\/)[^\s<>"\\]+$|^urn:[a-z0-9][a-z0-9-]{0,31}:[^\s<>"\\]+$/i,
  description: 'a URI that begins with "http://", "https://", "~/" or "urn:"',
};

/** Tokens of the tools that fill in values, and words that ask a person to do so. */
const tokens = /\{\{|\{[\w.]+(?::[^}]*)?\}|#\{|__\w+__|\$\(|\$\{|<[^>]*>|\byour/i;

/** Why a value is not of the type, or nothing where it is. */
export interface ValueFault {
  readonly expected: string;
  readonly isPlaceholder: boolean;
  /** The words to choose from, where it is to be one of them. */
  readonly words: readonly string[];
  /** What is evidently meant: the word that differs in case or white space around it alone. */
  readonly meant?: string;
}

/** Judges a value as the schema does. A `{Settings:…}` that is still there has been reported already. */
export function checkValue(value: string, type: ValueType): ValueFault | undefined {
  if (type === 'text' || isOfType(value, type) || /\{settings:/i.test(value)) return undefined;
  const isPattern = typeof type === 'object' && 'pattern' in type;
  const isPlaceholder = tokens.test(value) || (isPattern && type.placeholder?.test(value) === true);
  const words = isPattern || typeof type === 'string' ? [] : type;
  const meant = (type === 'boolean' ? ['true', 'false'] : words).find(
    (word) => fold(word) === fold(value.trim()),
  );
  return { expected: expectation(type), isPlaceholder, words, ...(meant && { meant }) };
}

function isOfType(value: string, type: Exclude<ValueType, 'text'>): boolean {
  if (type === 'boolean') return /^\s*(?:true|false|1|0)\s*$/.test(value);
  if (type === 'integer') return /^\s*[+-]?\d{1,10}\s*$/.test(value);
  return 'pattern' in type ? type.pattern.test(value) : type.includes(value);
}

function expectation(type: Exclude<ValueType, 'text'>): string {
  if (type === 'boolean') return '"true" or "false"';
  if (type === 'integer') return 'a whole number';
  if ('pattern' in type) return type.description;
  return type.length === 1
    ? `"${type[0]}"`
    : `one of ${type.map((word) => `"${word}"`).join(', ')}`;
}
