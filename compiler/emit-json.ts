import { type Layout, layOutParts, printLayout } from './emit-layout.ts';
import { jsonString } from './emit-text.ts';

/** What JSON can say. Keys must be no `__proto__`, which an object of JavaScript cannot hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** JSON text as Biome would format it, with a line end at its end. */
export function printJson(value: JsonValue): string {
  const place = { indent: 0, before: 0, after: 0, trailingComma: '' } as const;
  return `${printLayout(layOut(value, 0), place)}\n`;
}

/** The outermost objects have a line for each property, however short. */
const expandedDepth = 2;

function layOut(value: JsonValue, depth: number): Layout {
  if (typeof value === 'string') return { flat: jsonString(value) };
  if (typeof value !== 'object') return { flat: String(value) };
  if (isList(value)) {
    const parts = value.map((item) => ({ key: '', value: layOut(item, depth + 1) }));
    return layOutParts(parts, ['[', ']'], { mustBreak: false, padding: '' });
  }
  const parts = Object.entries(value).map(([key, member]) => {
    return { key: jsonString(key), value: layOut(member, depth + 1) };
  });
  return layOutParts(parts, ['{', '}'], { mustBreak: depth < expandedDepth, padding: ' ' });
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
