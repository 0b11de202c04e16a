/** What ends: a test's context, or `{ after }` of node:test for all tests of a file. */
export interface Scope {
  after(end: () => Promise<void>): void;
}
