/**
 * A map whose keys are ids of a policy: compared without regard to case, kept as first declared.
 * @see facts policy-language 1.6 (the starter pack declares `surname` and refers to `surName`)
 */
export class IdMap<Value> implements Iterable<[string, Value]> {
  readonly #entries: Map<string, { readonly id: string; readonly value: Value }>;

  constructor(entries: Iterable<readonly [string, Value]> = []) {
    const isCopy = entries instanceof IdMap && entries.constructor === IdMap; // others may hold more
    this.#entries = isCopy ? new Map(entries.#entries) : new Map();
    if (!isCopy) for (const [id, value] of entries) this.set(id, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): Value | undefined {
    return this.#entries.get(fold(id))?.value;
  }

  has(id: string): boolean {
    return this.#entries.has(fold(id));
  }

  /** Sets the value; the spelling of the id that came first stays. */
  set(id: string, value: Value): this {
    const key = fold(id);
    this.#entries.set(key, { id: this.#entries.get(key)?.id ?? id, value });
    return this;
  }

  keys(): string[] {
    return [...this.#entries.values()].map((entry) => entry.id);
  }

  values(): Value[] {
    return [...this.#entries.values()].map((entry) => entry.value);
  }

  *[Symbol.iterator](): Iterator<[string, Value]> {
    for (const { id, value } of this.#entries.values()) yield [id, value];
  }
}

/** Two ids that fold alike are one id for B2C. */
export function fold(id: string): string {
  return id.toLowerCase();
}
