/** A row of CSV text, and the line that it begins in, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** What CSV text holds. */
export interface CsvReading {
  readonly rows: readonly CsvRow[];
  /** The line of the first quotation mark that stands wrong; undefined: there is none. */
  readonly brokenLine: number | undefined;
}

/** The rows of CSV text, quotes and line ends in fields as RFC 4180 has them. Every row ends; an empty last one is none. */
export function readCsv(text: string): CsvReading {
  const rows: CsvRow[] = [];
  let [line, begins, read] = [1, 1, 0];
  let brokenLine: number | undefined;
  let fields: string[] = [];
  for (const match of text.matchAll(csvField)) {
    const { 0: whole, 3: end, index } = match;
    if (index !== read) brokenLine ??= line;
    read = index + whole.length;
    line += whole.match(lineEnd)?.length ?? 0;
    fields.push(fieldOf(match));
    if (end === ',') continue;
    if (fields.join('') !== '' || fields.length > 1) rows.push({ line: begins, fields });
    [fields, begins] = [[], line];
    if (end === '') break;
  }
  return { rows, brokenLine };
}

function fieldOf([, quoted, plain = '']: RegExpMatchArray): string {
  return quoted === undefined ? plain : quoted.replaceAll('""', '"');
}

const csvField = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/g;
const lineEnd = /\r\n|\n|\r/g;
