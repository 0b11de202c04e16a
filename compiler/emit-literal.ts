import { keepsItsLine, textWidth } from './text-width.ts';

/** A value that has a literal; what code has instead of one is `Code`. */
export type Literal = string | number | boolean | Code | ObjectLiteral | readonly Literal[];

/** An expression that is written as it is, with what is said behind it on its line. */
export interface Code {
  readonly code: string;
  readonly comment?: string;
}

/** Properties in their order; a list, for keys such as `__proto__` and `1` mean nothing to it. */
export interface ObjectLiteral {
  readonly properties: readonly (readonly [string, Literal])[];
  /** One property a line, even if all would fit on one. */
  readonly expanded: boolean;
  /** Braces, or a call with this object as its argument: `z.object({ … })`. */
  readonly call?: string;
}

/** An object literal without the properties that are undefined. */
export function object(
  properties: readonly (readonly [string, Literal | undefined])[],
  options: { expanded?: boolean; call?: string } = {},
): ObjectLiteral {
  const present = properties.filter((entry): entry is [string, Literal] => entry[1] !== undefined);
  return { properties: present, expanded: false, ...options };
}

/** How a language writes what both have. */
export interface Dialect {
  string(text: string): string;
  key(text: string): string;
  readonly trailingComma: ',' | '';
  /** Whether a text that does not fit goes to the next line, and lists of objects never stay on one. */
  readonly hasLongLines: boolean;
}

/** Where the text begins: the indent of its line, what stands before it there, and behind it. */
interface Place {
  readonly indent: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The literal as Biome would format it: on one line if it fits.
 * `before` and `after` count the columns that its first line has used and its last will need.
 */
export function printLiteral(literal: Literal, dialect: Dialect, place: Place): string {
  const flat = flatText(literal, dialect);
  if (flat !== undefined && keepsItsLine(flat, place.before + place.after)) return flat;
  if (flat !== undefined && isEmpty(literal)) return flat;
  if (Array.isArray(literal)) return printItems(literal, dialect, place.indent);
  if (isObject(literal)) return printProperties(literal, dialect, place.indent);
  return flat ?? '';
}

/** On one line; undefined for what must not be. */
export function flatText(literal: Literal, dialect: Dialect): string | undefined {
  if (typeof literal === 'string') return dialect.string(literal);
  if (typeof literal !== 'object') return String(literal);
  if (Array.isArray(literal)) return flatItems(literal, dialect);
  if (isObject(literal)) return flatProperties(literal, dialect);
  return (literal as Code).code;
}

function flatItems(items: readonly Literal[], dialect: Dialect): string | undefined {
  if (!dialect.hasLongLines && isListOfRecords(items)) return undefined;
  const texts = items.map((item) => flatText(item, dialect));
  return texts.includes(undefined) ? undefined : `[${texts.join(', ')}]`;
}

/** Biome gives each of several records its own line. */
function isListOfRecords(items: readonly Literal[]): boolean {
  return items.length > 1 && items.every((item) => isObject(item) && item.properties.length > 1);
}

function flatProperties(literal: ObjectLiteral, dialect: Dialect): string | undefined {
  const [open, close] = brackets(literal);
  if (literal.properties.length === 0) return open + close;
  if (literal.expanded) return undefined;
  const texts = literal.properties.map(([key, value]) => {
    const text = hasComment(value) ? undefined : flatText(value, dialect);
    return text && `${dialect.key(key)}: ${text}`;
  });
  return texts.includes(undefined) ? undefined : `${open} ${texts.join(', ')} ${close}`;
}

function printItems(items: readonly Literal[], dialect: Dialect, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  const lines = items.map((item, index) => {
    const comma = index < items.length - 1 ? ',' : dialect.trailingComma;
    const place = { indent: indent + 2, before: indent + 2, after: comma.length };
    return inner + printLiteral(item, dialect, place) + comma;
  });
  return `[\n${lines.join('\n')}\n${' '.repeat(indent)}]`;
}

function printProperties(literal: ObjectLiteral, dialect: Dialect, indent: number): string {
  const [open, close] = brackets(literal);
  const lines = literal.properties.map(([key, value], index) => {
    const comma = index < literal.properties.length - 1 ? ',' : dialect.trailingComma;
    const comment = hasComment(value) ? ` // ${value.comment}` : '';
    return (
      printProperty({ key: dialect.key(key), value, dialect, indent: indent + 2, comma }) + comment
    );
  });
  return `${open}\n${lines.join('\n')}\n${' '.repeat(indent)}${close}`;
}

interface Property {
  readonly key: string;
  readonly value: Literal;
  readonly dialect: Dialect;
  readonly indent: number;
  readonly comma: string;
}

function printProperty({ key, value, dialect, indent, comma }: Property): string {
  const head = `${' '.repeat(indent)}${key}:`;
  const before = textWidth(head) + 1;
  const text = printLiteral(value, dialect, { indent, before, after: comma.length });
  const moves = movesToNextLine(value, dialect) && textWidth(key) >= shortestKeyThatBreaks;
  const fits = keepsItsLine(text, before + comma.length);
  return moves && !fits
    ? `${head}\n${' '.repeat(indent + 2)}${text}${comma}`
    : `${head} ${text}${comma}`;
}

/** Below it the next line would begin no further left. */
const shortestKeyThatBreaks = 5;

function movesToNextLine(value: Literal, dialect: Dialect): boolean {
  if (dialect.hasLongLines) return false;
  return typeof value === 'string' || (typeof value === 'object' && 'code' in value);
}

/** Nothing to break. */
function isEmpty(literal: Literal): boolean {
  if (Array.isArray(literal)) return literal.length === 0;
  return isObject(literal) && literal.properties.length === 0;
}

function brackets({ call }: ObjectLiteral): [string, string] {
  return call === undefined ? ['{', '}'] : [`${call}({`, '})'];
}

function isObject(literal: Literal): literal is ObjectLiteral {
  return typeof literal === 'object' && 'properties' in literal;
}

function hasComment(literal: Literal): literal is Code & { comment: string } {
  return typeof literal === 'object' && 'comment' in literal && literal.comment !== undefined;
}
