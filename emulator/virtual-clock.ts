/** A clock that stands still until it is moved. */
export class VirtualClock {
  #now: Date;

  constructor(start: Date) {
    this.#now = new Date(start);
  }

  /** What everything of the tenant takes for the time. */
  readonly now = (): Date => new Date(this.#now);

  /** Moves on. Units: milliseconds. */
  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }

  set(now: Date): void {
    this.#now = new Date(now);
  }
}
