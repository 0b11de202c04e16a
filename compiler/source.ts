/**
 * Where something stands in a policy file. `line` and `column` count from 1; `column` counts UTF-16
 * units, as editors do. `file` is the path as the user gave it, relative to the working directory.
 */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `policies/Base.xml:12:3` */
export function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** What every part of a model has: where the start tag of its element stands. */
export interface PolicyElement {
  readonly position: Position;
}

/** A file's text without its byte order mark, and where its lines begin. */
export class Source {
  readonly file: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
  }

  /** `offset` counts UTF-16 units of `text`. */
  positionAt(offset: number): Position {
    this.#lineStarts ??= lineStarts(this.text);
    const line = lineOf(this.#lineStarts, offset);
    return { file: this.file, line: line + 1, column: offset - (this.#lineStarts[line] ?? 0) + 1 };
  }

  /** The other way round; undefined lines are at the end. */
  offsetAt({ line, column }: Position): number {
    this.#lineStarts ??= lineStarts(this.text);
    return (this.#lineStarts[line - 1] ?? this.text.length) + column - 1;
  }
}

/** Lines end with LF, CRLF or a lone CR, as in XML and in editors. */
function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    const lineEnd = /\r\n?|\n/g;
    while (lineEnd.test(text)) starts.push(lineEnd.lastIndex);
  } else {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
      starts.push(end + 1);
  }
  return starts;
}

/** The index of the last start that is not after `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
