import type { Diagnostic } from './diagnostic.ts';
import { type Edit, EditReader } from './edits.ts';
import { Source } from './source.ts';
import { parseXml } from './xml.ts';

/** A text after changes, and the findings that they correct. */
export interface ChangedText {
  readonly text: string;
  readonly fixed: readonly Diagnostic[];
}

interface Correction {
  readonly diagnostic: Diagnostic;
  readonly edits: readonly Edit[];
}

/**
 * Applies what the findings of one file propose; all else stays as it is, to the character. Of
 * corrections that overlap only the first is applied, of such that contradict each other none.
 */
export function applyChanges(source: Source, diagnostics: readonly Diagnostic[]): ChangedText {
  const { made, edits } = withoutConflicts(correctionsOf(source, diagnostics));
  const text = applyEdits(source.text, edits);
  const isWhole = parseXml(new Source(source.file, text)).complete;
  if (!isWhole) return { text: source.text, fixed: [] };
  return { text, fixed: made.map(({ diagnostic }) => diagnostic) };
}

/** Those of the findings whose changes fit the text. */
function correctionsOf(source: Source, diagnostics: readonly Diagnostic[]): Correction[] {
  const changeable = diagnostics.filter(({ changes }) => changes);
  if (changeable.length === 0) return [];
  const reader = new EditReader(source);
  return changeable.flatMap((diagnostic) => {
    const edits = reader.read(diagnostic.changes ?? [], diagnostic.position);
    return edits && edits.length > 0 ? { diagnostic, edits } : [];
  });
}

/** Two findings may ask for the very same: then both are corrected at once. */
function withoutConflicts(corrections: readonly Correction[]) {
  const textsByRange = new Map<string, Set<string>>();
  for (const { start, end, text } of corrections.flatMap(({ edits }) => edits)) {
    const texts = textsByRange.get(`${start} ${end}`) ?? new Set();
    textsByRange.set(`${start} ${end}`, texts.add(text));
  }
  const isContradicted = ({ start, end }: Edit) =>
    start < end && (textsByRange.get(`${start} ${end}`)?.size ?? 0) > 1;
  const taken = new Ranges();
  const known = new Set<string>();
  const edits: Edit[] = [];
  const made = corrections.filter((correction) => {
    const key = JSON.stringify(correction.edits);
    if (known.has(key)) return true;
    if (correction.edits.some(isContradicted) || !taken.add(correction.edits)) return false;
    known.add(key);
    edits.push(...correction.edits);
    return true;
  });
  return { made, edits };
}

/** Parts of a text that are spoken for, by their starts. They do not overlap. */
class Ranges {
  readonly #taken: Edit[] = [];

  /** Says whether all of them are free; if so they no longer are. */
  add(edits: readonly Edit[]): boolean {
    if (edits.some((edit) => this.#overlaps(edit))) return false;
    for (const edit of edits) this.#taken.splice(this.#indexOf(edit), 0, edit);
    return true;
  }

  /** Texts that are inserted at one place follow each other, and stand before what begins there. */
  #overlaps(edit: Edit): boolean {
    const index = this.#indexOf(edit);
    const before = this.#taken[index - 1];
    const after = this.#taken[index];
    const isInside = before !== undefined && before.end > edit.start;
    return isInside || (after !== undefined && after.start < edit.end);
  }

  /** Where it belongs: an insertion before all that begins there, any other behind that. */
  #indexOf({ start, end }: Edit): number {
    const first = start === end ? start : start + 1;
    let low = 0;
    let high = this.#taken.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#taken[middle]?.start ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What edits do not touch is taken over as it is. What is inserted stands before what is replaced. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return [...parts, text.slice(at)].join('');
}
