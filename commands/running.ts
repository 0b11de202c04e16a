/** Thrown by what goes on starting while everything is being stopped. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** What a command has started, and how each of it ends. */
export class Running {
  readonly #ends: (() => Promise<void>)[] = [];
  #stopping: Promise<void> | undefined;

  /**
   * Registers what has just started. Where all is being stopped already, it is ended at once.
   * @throws Interrupted
   */
  async add(end: () => Promise<void>): Promise<void> {
    if (this.#stopping) {
      await end();
      throw new Interrupted();
    }
    this.#ends.push(end);
  }

  /** Ends everything, last started first; called again it waits for the same end. */
  stop(): Promise<void> {
    this.#stopping ??= this.#endAll();
    return this.#stopping;
  }

  async #endAll(): Promise<void> {
    for (const end of this.#ends.reverse()) await end();
  }
}
