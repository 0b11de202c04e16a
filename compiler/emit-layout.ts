import { fitsOnLine, textWidth } from './text-width.ts';

/** A value of code or JSON as it can be written: on one line, or broken into its parts. */
export interface Layout {
  /** Undefined for what must be broken, or is longer than any line. */
  readonly flat: string | undefined;
  readonly brackets?: readonly [open: string, close: string];
  readonly parts?: readonly LayoutPart[];
  /** What is said behind it on its line. */
  readonly comment?: string;
  /** Goes to the next line, behind its key, where it does not fit. */
  readonly isMovable?: boolean;
}

/** A property, or with an empty key an item of a list. */
export interface LayoutPart {
  readonly key: string;
  readonly value: Layout;
}

/** The columns around a text: the indent of its lines, those used before it and needed behind it. */
export interface Place {
  readonly indent: number;
  readonly before: number;
  readonly after: number;
  readonly trailingComma: ',' | '';
}

/** In UTF-16 units, of which a few have no width. */
const longestLine = 200;

/** Lays out a list or an object whose parts are laid out; `mustBreak` gives each part its own line. */
export function layOutParts(
  parts: readonly LayoutPart[],
  brackets: readonly [open: string, close: string],
  { mustBreak, padding }: { readonly mustBreak: boolean; readonly padding: '' | ' ' },
): Layout {
  const [open, close] = brackets;
  if (parts.length === 0) return { flat: open + close };
  const text = mustBreak ? undefined : flatParts(parts);
  return { flat: text && open + padding + text + padding + close, brackets, parts };
}

function flatParts(parts: readonly LayoutPart[]): string | undefined {
  let text = '';
  for (const { key, value } of parts) {
    if (value.flat === undefined || value.comment !== undefined) return undefined;
    text += text === '' ? '' : ', ';
    text += key === '' ? value.flat : `${key}: ${value.flat}`;
    if (text.length > longestLine) return undefined;
  }
  return text;
}

/** The text as Biome would format it: on one line if it fits. */
export function printLayout(layout: Layout, place: Place): string {
  const { flat, parts, brackets } = layout;
  if (flat !== undefined && fitsOnLine(flat, place.before + place.after)) return flat;
  if (!parts || !brackets) return flat ?? '';
  const indent = place.indent + 2;
  const lines = parts.map((part, index) => {
    const comma = index < parts.length - 1 ? ',' : place.trailingComma;
    return printPart(part, indent, comma, place.trailingComma);
  });
  const [open, close] = brackets;
  return `${open}\n${lines.join('\n')}\n${' '.repeat(place.indent)}${close}`;
}

/** One line, or more, of what is broken. */
function printPart(
  { key, value }: LayoutPart,
  indent: number,
  comma: string,
  trailingComma: ',' | '',
): string {
  const margin = ' '.repeat(indent);
  const head = key === '' ? margin : `${margin}${key}: `;
  const before = key === '' ? indent : indent + textWidth(key) + 2;
  const text = printLayout(value, { indent, before, after: comma.length, trailingComma });
  const comment = value.comment === undefined ? '' : ` // ${value.comment}`;
  const moves = value.isMovable && textWidth(key) >= shortestKeyThatBreaks;
  return moves && !fitsOnLine(text, before + comma.length)
    ? `${margin}${key}:\n${margin}  ${text}${comma}${comment}`
    : head + text + comma + comment;
}

/** Below it the next line would begin no further left. */
const shortestKeyThatBreaks = 5;
