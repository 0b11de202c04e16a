import type { ProfileRole } from './explain-profile-type.ts';
import type { GraphCall, GraphStep, JourneyGraph } from './graph.ts';
import { textWidth } from './text-width.ts';

/** A box with lines of text; its notes are the lines of a dashed box at its foot. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly role: ProfileRole | 'step';
  readonly title: readonly string[];
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/** An arrow: down from step to step, or to the right from caller to called. */
export interface Arrow {
  readonly from: Box;
  readonly to: Box;
  readonly kind: 'next' | 'call' | 'validation';
}

/** Where everything stands; lengths are pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly titles: readonly { readonly text: string; readonly y: number }[];
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Sizes that the layout and the drawing share. */
export const sizes = { box: 330, line: 17, padding: 9, margin: 28, gap: 16, column: 390 };

/** How many letters fit into a box, in the widest of the fonts. Titles are bold. */
const lettersPerLine = { title: 34, line: 40 };

const columns = { step: 0, call: 1, validation: 2, rest: 3 };

/**
 * Journeys below each other: steps from top to bottom in the first column, what each calls to its
 * right, then validations, then REST APIs.
 */
export function layOutGraph(graphs: readonly JourneyGraph[]): Layout {
  const layout = new GraphLayout();
  for (const graph of graphs) layout.journey(graph);
  return layout.result();
}

class GraphLayout {
  readonly #titles: { text: string; y: number }[] = [];
  readonly #boxes: Box[] = [];
  readonly #arrows: Arrow[] = [];
  #y = sizes.margin;

  journey({ title, steps }: JourneyGraph): void {
    this.#titles.push({ text: title, y: this.#y });
    this.#y += 44;
    let previous: Box | undefined;
    for (const step of steps) {
      const box = this.#step(step);
      if (previous) this.#arrows.push({ from: previous, to: box, kind: 'next' });
      previous = box;
    }
    this.#y += sizes.margin;
  }

  result(): Layout {
    const right = Math.max(sizes.column, ...this.#boxes.map(({ x }) => x + sizes.box));
    return {
      width: right + sizes.margin,
      height: this.#y,
      titles: this.#titles,
      boxes: this.#boxes,
      arrows: this.#arrows,
    };
  }

  #step({ title, lines, notes, calls }: GraphStep): Box {
    const box = this.#box({ column: columns.step, y: this.#y, role: 'step', title, lines, notes });
    let y = this.#y;
    for (const call of calls) y = this.#call(box, call, y) + sizes.gap;
    this.#y = Math.max(y, box.y + box.height + sizes.gap) + sizes.gap;
    return box;
  }

  /** Returns where the next one may begin, without a gap. */
  #call(from: Box, call: GraphCall, y: number, column = columns.call): number {
    const { profileId: title, role, lines, notes, rest, calls } = call;
    const box = this.#box({ column, y, role, title, lines, notes });
    const kind = column === columns.call ? 'call' : 'validation';
    this.#arrows.push({ from, to: box, kind });
    let bottom = box.y + box.height;
    let next = y;
    if (rest !== undefined) {
      const api = {
        column: columns.rest,
        y,
        role: 'rest',
        title: rest,
        lines: [],
        notes: [],
      } as const;
      const restBox = this.#box(api);
      this.#arrows.push({ from: box, to: restBox, kind: 'call' });
      next = y + restBox.height + sizes.gap;
      bottom = Math.max(bottom, y + restBox.height);
    }
    for (const nested of calls) {
      const end = this.#call(box, nested, next, columns.validation);
      next = end + sizes.gap;
      bottom = Math.max(bottom, end);
    }
    return bottom;
  }

  #box(words: Words): Box {
    const text = {
      title: wrapLetters(words.title, lettersPerLine.title),
      lines: words.lines.flatMap((line) => wrapLetters(line, lettersPerLine.line)),
      notes: words.notes.flatMap((note) => wrapLetters(note, lettersPerLine.line)),
    };
    const height = boxHeight(text) + noteHeight(text);
    const x = sizes.margin + words.column * sizes.column;
    const box = { x, y: words.y, height, role: words.role, ...text };
    this.#boxes.push(box);
    return box;
  }
}

interface Words {
  readonly column: number;
  readonly y: number;
  readonly role: Box['role'];
  readonly title: string;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/** Of the box without its notes. */
export function boxHeight({ title, lines }: Pick<Box, 'title' | 'lines'>): number {
  return 2 * sizes.padding + (title.length + lines.length) * sizes.line;
}

/** Of the dashed box at its foot; without notes there is none. */
export function noteHeight({ notes }: Pick<Box, 'notes'>): number {
  return notes.length === 0 ? 0 : sizes.padding + notes.length * sizes.line;
}

/** Ids have no spaces: they are broken behind what joins their words, else anywhere. */
function wrapLetters(text: string, limit: number): string[] {
  const pieces = text.replace(/\s+/g, ' ').split(/(?<=[ ./_-])|(?<=[a-z])(?=[A-Z])/);
  const lines: string[] = [''];
  for (const piece of pieces.flatMap((each) => cutLetters(each, limit))) {
    const last = lines.length - 1;
    if (textWidth(lines[last] + piece.trimEnd()) > limit) lines.push(piece);
    else lines[last] += piece;
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}

function cutLetters(piece: string, limit: number): string[] {
  if (textWidth(piece) <= limit) return [piece];
  const letters = [...piece];
  const half = limit >> 1; // wide letters take two columns
  return Array.from({ length: Math.ceil(letters.length / half) }, (_, index) =>
    letters.slice(index * half, (index + 1) * half).join(''),
  );
}
