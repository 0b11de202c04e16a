/**
 * Tells whoever listens that something has changed. What it was, they look up: so a hundred changes at a
 * time cost a slow listener no more than one.
 */
export class ChangeFeed {
  readonly #listeners = new Set<() => void>();

  announce(): void {
    for (const listener of this.#listeners) listener();
  }

  /** @returns what ends the listening */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** How many listen: none is left once all streams are closed. */
  get listeners(): number {
    return this.#listeners.size;
  }
}
