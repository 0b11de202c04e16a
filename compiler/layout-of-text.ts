/** How a text is written: what ends its lines, and what a level is indented by. */
export interface LayoutOfText {
  readonly lineEnd: string;
  readonly unit: string;
}

/**
 * Of a policy.
 * @param firstChild the offset of the root's first child
 */
export function layoutOf(text: string, firstChild: number | undefined): LayoutOfText {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const unit = firstChild === undefined ? '' : indentationBefore(text, firstChild);
  return { lineEnd, unit: unit === '' ? '  ' : unit };
}

function indentationBefore(text: string, offset: number): string {
  return /(?:^|[\r\n])([^\S\r\n]*)$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[1] ?? '';
}

/**
 * An element's lines at another depth, and with other line ends. Lines that are no markup, as those of
 * a text, keep their indentation.
 * @param text whole lines; the first one's indentation is that of the element
 * @param pad the indentation of the element where it goes
 */
export function indented(text: string, pad: string, { lineEnd, unit }: LayoutOfText): string {
  const lines = text.split(/\r\n|\n|\r/);
  const own = /^\s*/.exec(lines[0] ?? '')?.[0] ?? '';
  const ownUnit = own.includes('\t') ? '\t' : '  ';
  const moved = (line: string) => {
    const [, space = '', rest = ''] = /^(\s*)(.*)$/s.exec(line) ?? [];
    if (rest === '') return '';
    if (!space.startsWith(own) || !rest.startsWith('<')) return line;
    const deeper = space.slice(own.length);
    const levels = deeper.length / ownUnit.length;
    return `${pad}${Number.isInteger(levels) ? unit.repeat(levels) : deeper}${rest}`;
  };
  return lines.map(moved).join(lineEnd);
}
