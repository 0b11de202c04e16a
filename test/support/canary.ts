import assert from 'node:assert/strict';

/**
 * Values that no log, no measurement and no error may have: one for each way a claim, a credential or an
 * address comes in. Each has letters and a mark that nothing of ours has, so that one search finds all.
 */
export const canary = {
  text: 'Ka-narievogel "7" & søn',
  email: 'kanarievogel.7@example.org',
  password: 'kanarievogel-P4ssword!',
  number: 'KANARIEVOGEL-100200',
  id: 'kanarievogel-0a1b2c3d-0000-4000-8000-000000000001',
  phone: '+41 79 770 77 07',
  date: '1977-07-07',
} as const;

const marks = /kanarievogel|ka-narievogel|770[ +%20]*77[ +%20]*07|1977-07-07|P4ssword/i;

/** @param where for the failure's message: what was searched */
export function assertNoCanary(text: string, where: string): void {
  const found = marks.exec(text);
  if (!found) return;
  const around = text.slice(Math.max(0, found.index - 200), found.index + 100);
  assert.fail(`A canary is in ${where}: …${around}…`);
}
