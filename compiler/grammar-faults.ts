import { leftOut, MAX_OF_RULE_AND_FILE } from './bounded-diagnostics.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type FaultOverrides, fault, type ReadingRuleName } from './reading-rules.ts';
import type { Position } from './source.ts';

/** What a fault says: its message, and what is special about it. */
type Told = readonly [message: string, overrides?: FaultOverrides];

interface Count {
  count: number;
  /** Where the first one stands that is left out. */
  rest?: Position;
}

/**
 * The faults of one file. Of each rule only so many are told as are printed, the last of them being how many
 * more there are: a file of nothing but faults is read as fast as any other.
 */
export class GrammarFaults {
  readonly #found: Diagnostic[] = [];
  readonly #counts = new Map<ReadingRuleName, Count>();

  /** `tell` is asked only where the fault is told. */
  add(rule: ReadingRuleName, position: Position, tell: () => Told): void {
    const known = this.#counts.get(rule) ?? { count: 0 };
    this.#counts.set(rule, known);
    known.count += 1;
    if (known.count >= MAX_OF_RULE_AND_FILE) known.rest ??= position;
    else this.#found.push(fault(rule, position, ...tell()));
  }

  /** All of them, rule by rule in the order in which they were found. */
  all(): Diagnostic[] {
    const rests = [...this.#counts].flatMap(([rule, { count, rest }]) => {
      const left = count - MAX_OF_RULE_AND_FILE + 1;
      return rest === undefined ? [] : [fault(rule, rest, leftOut(left, rule))];
    });
    return [...this.#found, ...rests];
  }
}
