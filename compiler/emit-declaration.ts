import { type Layout, printLayout } from './emit-layout.ts';
import { layOutLiteral, type ObjectLiteral } from './emit-literal.ts';
import { fitsOnLine, textWidth } from './text-width.ts';

/** `export const name = call({ … });`, broken where Biome would break it. */
export function declareConstant(name: string, literal: ObjectLiteral & { call: string }): string {
  const head = `export const ${name} =`;
  const before = textWidth(head) + 1;
  const layout = layOutLiteral(literal);
  const { call, ...argument } = literal;
  if (layout.flat !== undefined && fitsOnLine(layout.flat, before + 1)) {
    return `${head} ${layout.flat};`;
  }
  if (fitsOnLine(`${call}({`, before)) return `${head} ${print(layout, 0, before)};`;
  if (fitsOnLine(`${call}(`, before)) {
    return `${head} ${call}(\n  ${print(layOutLiteral(argument), 2, 2)},\n);`;
  }
  return `${head}\n  ${print(layout, 2, 2)};`;
}

function print(layout: Layout, indent: number, before: number): string {
  return printLayout(layout, { indent, before, after: 1, trailingComma: ',' });
}

/** `export type Name = generic<argument>;`, broken where Biome would break it. */
export function declareType(name: string, generic: string, argument: string): string {
  const head = `export type ${name} =`;
  const flat = `${generic}<${argument}>;`;
  if (fitsOnLine(`${head} ${flat}`, 0)) return `${head} ${flat}`;
  if (fitsOnLine(`${head} ${generic}<`, 0)) return `${head} ${generic}<\n  ${argument}\n>;`;
  if (fitsOnLine(flat, 2)) return `${head}\n  ${flat}`;
  return `${head}\n  ${generic}<\n    ${argument}\n  >;`;
}
