const mostHandles = 1_000;

/** What codes and tokens of a stand-in stand for. Of more than a thousand the oldest are forgotten. */
export class Handles<Meaning> {
  readonly #meanings = new Map<string, Meaning>();

  add(handle: string, meaning: Meaning): void {
    const [oldest] = this.#meanings.keys();
    if (this.#meanings.size >= mostHandles && oldest !== undefined) this.#meanings.delete(oldest);
    this.#meanings.set(handle, meaning);
  }

  find(handle: string): Meaning | undefined {
    return this.#meanings.get(handle);
  }

  /** Finds it once. */
  take(handle: string): Meaning | undefined {
    const meaning = this.#meanings.get(handle);
    this.#meanings.delete(handle);
    return meaning;
  }
}
