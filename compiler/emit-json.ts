import { type Literal, object, printLiteral } from './emit-literal.ts';
import { json } from './emit-text.ts';

/** What JSON can say. Keys must be no `__proto__`, which an object of JavaScript cannot hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** JSON text as Biome would format it, with a line end at its end. */
export function printJson(value: JsonValue): string {
  return `${printLiteral(literal(value, 0), json, { indent: 0, before: 0, after: 0 })}\n`;
}

/** The outermost objects have a line for each property, however short. */
const expandedDepth = 2;

function literal(value: JsonValue, depth: number): Literal {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => literal(item, depth + 1));
  const properties = Object.entries(value).map(([key, member]): [string, Literal] => {
    return [key, literal(member, depth + 1)];
  });
  return object(properties, { expanded: depth < expandedDepth });
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
