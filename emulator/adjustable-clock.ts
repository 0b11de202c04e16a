/** The machine's clock, and what tests add to it. It goes on while it is shifted. */
export class AdjustableClock {
  readonly #real: () => Date;
  #offsetMs = 0;

  /** @param real the clock that is shifted */
  constructor(real: () => Date = () => new Date()) {
    this.#real = real;
  }

  /** What everything of the tenant takes for the time. */
  readonly now = (): Date => new Date(this.#real().getTime() + this.#offsetMs);

  /** How far it is ahead of the machine's clock, in milliseconds; negative: behind. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Moves on, or back. Units: milliseconds. */
  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
  }

  set(now: Date): void {
    this.#offsetMs = now.getTime() - this.#real().getTime();
  }

  reset(): void {
    this.#offsetMs = 0;
  }
}
