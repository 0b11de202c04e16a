import { printLayout } from './emit-layout.ts';
import { layOutLiteral, type ObjectLiteral } from './emit-literal.ts';
import { fitsOnLine, textWidth } from './text-width.ts';

/** `export const name = call({ … });`, broken where Biome would break it. */
export function declareConstant(name: string, literal: ObjectLiteral): string {
  const head = `export const ${name} =`;
  const before = textWidth(head) + 1;
  const layout = layOutLiteral(literal);
  const after = { after: 1, trailingComma: ',' } as const;
  const fitsHere = layout.flat !== undefined && fitsOnLine(layout.flat, before + 1);
  if (fitsHere || fitsOnLine(`${literal.call ?? ''}({`, before)) {
    return `${head} ${printLayout(layout, { indent: 0, before, ...after })};`;
  }
  return `${head}\n  ${printLayout(layout, { indent: 2, before: 2, ...after })};`;
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
