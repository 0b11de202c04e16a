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
 * corrections that touch each other only the first is applied, of such that contradict each other
 * none.
 */
export function applyChanges(source: Source, diagnostics: readonly Diagnostic[]): ChangedText {
  const corrections = withoutConflicts(correctionsOf(source, diagnostics));
  const text = applyEdits(
    source.text,
    corrections.flatMap(({ edits }) => edits),
  );
  const isWhole = parseXml(new Source(source.file, text)).complete;
  if (!isWhole) return { text: source.text, fixed: [] };
  return { text, fixed: corrections.map(({ diagnostic }) => diagnostic) };
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
function withoutConflicts(corrections: readonly Correction[]): Correction[] {
  const textsByRange = new Map<string, Set<string>>();
  for (const { start, end, text } of corrections.flatMap(({ edits }) => edits)) {
    const texts = textsByRange.get(`${start} ${end}`) ?? new Set();
    textsByRange.set(`${start} ${end}`, texts.add(text));
  }
  const taken = new Ranges();
  const same = new Set<string>();
  return corrections.filter(({ edits }) => {
    if (edits.some(({ start, end }) => (textsByRange.get(`${start} ${end}`)?.size ?? 0) > 1)) {
      return false;
    }
    const key = JSON.stringify(edits);
    if (same.has(key)) return true;
    if (!taken.add(edits)) return false;
    same.add(key);
    return true;
  });
}

/** Parts of a text that are spoken for. */
class Ranges {
  readonly #ends = new Map<number, number>();
  #starts: number[] = [];

  /** Says whether all of them are free; if so they no longer are. */
  add(edits: readonly Edit[]): boolean {
    if (edits.some((edit) => this.#touches(edit))) return false;
    for (const { start, end } of edits) this.#ends.set(start, end);
    this.#starts = [...this.#starts, ...edits.map(({ start }) => start)].sort((a, b) => a - b);
    return true;
  }

  #touches({ start, end }: Edit): boolean {
    const before = this.#starts.findLast((each) => each <= end);
    return before !== undefined && (this.#ends.get(before) ?? 0) >= start;
  }
}

/** What edits do not touch is taken over as it is. Edits that are the same are made once. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  const distinct = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: added } of distinct.sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), added);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
