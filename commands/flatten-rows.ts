import { createColors } from 'picocolors';
import type { Position } from '../compiler/source.ts';
import { textWidth } from '../compiler/text-width.ts';

/** A part of a policy, and where it comes from. */
export interface Row {
  readonly name: string;
  readonly value?: string;
  readonly origin?: Position;
}

/** Rows below a heading of their own. */
export interface Section {
  readonly heading: string;
  readonly origin?: Position;
  readonly rows: readonly Row[];
}

/** Colors only where someone looks at a terminal, and has not asked for none. */
export const stdout = createColors(process.stdout.isTTY === true && !process.env['NO_COLOR']);

const width = 100;
const nameLimit = 40;

/** Policies may hold what would steer a terminal; line ends and tabs become spaces. */
export function printable(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028-\u202E\u2066-\u2069]+/gu, ' ').trim();
}

/** Lays rows out in columns: name, value, and the origin at the right margin. */
export class RowPrinter {
  readonly #nameOf: (file: string) => string;

  /** `nameOf` shortens a file's path. */
  constructor(nameOf: (file: string) => string) {
    this.#nameOf = nameOf;
  }

  /** A heading with its rows below it, indented; a heading without rows is left out. */
  section({ heading, origin, rows }: Section, indent: number): string[] {
    if (rows.length === 0) return [];
    const title = this.#line({ name: printable(heading), indent, ...(origin && { origin }) });
    return [title, ...this.rows(rows, indent + 2)];
  }

  /** Values are aligned, as far as their names are short. */
  rows(rows: readonly Row[], indent: number): string[] {
    const widths = rows.map(({ name }) => textWidth(name)).filter((each) => each <= nameLimit);
    const column = Math.max(0, ...widths);
    return rows.flatMap((row) => this.#row(row, indent, column));
  }

  /** A line that stands out, with its origin. */
  title(name: string, origin: Position | undefined): string {
    return this.#line({ name: printable(name), indent: 0, origin, paint: stdout.bold });
  }

  #row(row: Row, indent: number, column: number): string[] {
    const { origin } = row;
    const name = printable(row.name);
    const shown = printable(row.value ?? '');
    const padded = name + ' '.repeat(Math.max(0, column - textWidth(name)));
    const whole = shown === '' ? name : `${padded}  ${shown}`;
    const taken = indent + textWidth(whole) + this.#originWidth(origin);
    if (taken <= width) return [this.#line({ name: whole, indent, origin })];
    const below = wrap(shown, width - indent - 2).map((line) => ' '.repeat(indent + 2) + line);
    return [this.#line({ name, indent, origin }), ...below];
  }

  #line({ name, indent, origin, paint = String }: Line): string {
    const left = ' '.repeat(indent) + paint(name);
    if (!origin) return left;
    const gap = width - indent - textWidth(name) - this.#originWidth(origin) + 2;
    return `${left}${' '.repeat(Math.max(2, gap))}${stdout.dim(this.#origin(origin))}`;
  }

  #originWidth(origin: Position | undefined): number {
    return origin ? textWidth(this.#origin(origin)) + 2 : 0;
  }

  #origin({ file, line }: Position): string {
    return `${this.#nameOf(file)}:${line}`;
  }
}

interface Line {
  readonly name: string;
  readonly indent: number;
  readonly origin?: Position | undefined;
  readonly paint?: (text: string) => string;
}

/** At spaces; a word that is longer than a line is cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of text.split(' ').flatMap((each) => cut(each, columns))) {
    const wordWidth = textWidth(word);
    const fits = line === '' || taken + 1 + wordWidth <= columns;
    if (!fits) lines.push(line);
    taken = line === '' || !fits ? wordWidth : taken + 1 + wordWidth;
    line = line === '' || !fits ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function cut(word: string, columns: number): string[] {
  if (textWidth(word) <= columns) return [word];
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of word) {
    const characterWidth = textWidth(character);
    if (taken + characterWidth > columns) {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += characterWidth;
  }
  return [...pieces, piece];
}

/** The shortest ends of the paths that tell them apart: mostly the files' names. */
export function shortNames(files: readonly string[]): (file: string) => string {
  const names = new Map(files.map((file) => [file, shortest(file, files)]));
  return (file) => names.get(file) ?? file;
}

function shortest(file: string, files: readonly string[]): string {
  const steps = file.split('/');
  for (let count = 1; count < steps.length; count += 1) {
    const end = steps.slice(-count).join('/');
    if (files.every((other) => other === file || !`/${other}`.endsWith(`/${end}`))) return end;
  }
  return file;
}
