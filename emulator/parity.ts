/**
 * How near to B2C a part of the emulator is; the rows of docs/parity.md.
 *
 * - `real`: does what B2C does, with the same means.
 * - `emulated`: the policy sees what it would see, by other means.
 * - `absent`: a journey that reaches it stops and says so.
 */
export type Grade = 'real' | 'emulated' | 'absent';

/** One row of docs/parity.md. */
export interface Parity {
  readonly grade: Grade;
  /** What is so, as a sentence. */
  readonly how: string;
  /** What it does not do, as sentences; absent: nothing is known to be missing. */
  readonly missing?: string;
  /** The test that proves it, from the repository's root. */
  readonly test: string;
}
