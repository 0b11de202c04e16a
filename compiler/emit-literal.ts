import { type Layout, layOutParts } from './emit-layout.ts';
import { propertyKey, quote } from './emit-text.ts';

/** A value that TypeScript has a literal for; what has none is `Code`. */
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
  /** A call with this object as its argument: `z.object({ … })`. */
  readonly call?: string;
}

/** An object literal without the properties that are undefined. */
export function object(
  properties: readonly (readonly [string, Literal | undefined])[],
  options: { readonly expanded?: boolean } = {},
): ObjectLiteral {
  const present = properties.filter((entry): entry is [string, Literal] => entry[1] !== undefined);
  return { properties: present, expanded: false, ...options };
}

/** A call with an object literal as its argument. */
export function call(name: string, argument: ObjectLiteral): ObjectLiteral & { call: string } {
  return { ...argument, call: name };
}

/** How Biome may write the literal. */
export function layOutLiteral(literal: Literal): Layout {
  if (typeof literal === 'string') return { flat: quote(literal), isMovable: true };
  if (typeof literal !== 'object') return { flat: String(literal) };
  if ('code' in literal) return layOutCode(literal);
  return 'properties' in literal ? layOutObject(literal) : layOutItems(literal);
}

function layOutCode({ code, comment }: Code): Layout {
  const layout = { flat: code, isMovable: true };
  return comment === undefined ? layout : { ...layout, comment };
}

function layOutObject({ properties, expanded, call }: ObjectLiteral): Layout {
  const parts = properties.map(([key, value]) => {
    return { key: propertyKey(key), value: layOutLiteral(value) };
  });
  const brackets = call === undefined ? (['{', '}'] as const) : ([`${call}({`, '})'] as const);
  return layOutParts(parts, brackets, { mustBreak: expanded, padding: ' ' });
}

function layOutItems(items: readonly Literal[]): Layout {
  const parts = items.map((item) => ({ key: '', value: layOutLiteral(item) }));
  return layOutParts(parts, ['[', ']'], { mustBreak: isListOfRecords(items), padding: '' });
}

/** Biome gives each of several records its own line. */
function isListOfRecords(items: readonly Literal[]): boolean {
  return items.length > 1 && items.every(isRecord);
}

function isRecord(item: Literal): boolean {
  return typeof item === 'object' && 'properties' in item && item.properties.length > 1;
}
