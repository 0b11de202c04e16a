import { flatText, type ObjectLiteral, printLiteral } from './emit-literal.ts';
import { typescript } from './emit-text.ts';
import { keepsItsLine, textWidth } from './text-width.ts';

/** `export const name = call({ … });`, broken where Biome would break it. */
export function declareConstant(name: string, literal: ObjectLiteral): string {
  const head = `export const ${name} =`;
  const before = textWidth(head) + 1;
  const flat = flatText(literal, typescript);
  const fitsHere = flat !== undefined && keepsItsLine(flat, before + 1);
  if (fitsHere || keepsItsLine(`${literal.call ?? ''}({`, before)) {
    return `${head} ${printLiteral(literal, typescript, { indent: 0, before, after: 1 })};`;
  }
  return `${head}\n  ${printLiteral(literal, typescript, { indent: 2, before: 2, after: 1 })};`;
}

/** `export type Name = generic<argument>;`, broken where Biome would break it. */
export function declareType(name: string, generic: string, argument: string): string {
  const head = `export type ${name} =`;
  const flat = `${generic}<${argument}>;`;
  if (keepsItsLine(`${head} ${flat}`, 0)) return `${head} ${flat}`;
  if (keepsItsLine(`${head} ${generic}<`, 0)) return `${head} ${generic}<\n  ${argument}\n>;`;
  if (keepsItsLine(flat, 2)) return `${head}\n  ${flat}`;
  return `${head}\n  ${generic}<\n    ${argument}\n  >;`;
}
