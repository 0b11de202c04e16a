import { CountersignError } from './errors.ts';
import { servedProfiles } from './serve.ts';
import { checkSettings } from './settings.ts';
import { definedTables } from './storage.ts';

/** A probe that comes more often gets the last judgment. */
const judgmentLastsMs = 5000;

let latest: { readonly at: number; readonly isReady: Promise<boolean> } | undefined;

/**
 * Whether this process can serve: every profile has its settings, and storage answers.
 * @param report is told what is missing, in sentences without values
 * @param now milliseconds since 1970
 */
export function isReady(report: (problem: string) => void, now = Date.now()): Promise<boolean> {
  if (latest === undefined || now - latest.at >= judgmentLastsMs) {
    latest = { at: now, isReady: judge(report) };
  }
  return latest.isReady;
}

async function judge(report: (problem: string) => void): Promise<boolean> {
  const problems = [...checkSettings(servedProfiles()), ...(await storageProblems())];
  problems.forEach(report);
  return problems.length === 0;
}

/** One point read stands for all tables: they share an account. */
async function storageProblems(): Promise<string[]> {
  try {
    await definedTables()[0]?.get({ partition: 'readiness', row: 'probe' });
    return [];
  } catch (error) {
    return [error instanceof CountersignError ? error.message : 'Storage cannot be read.'];
  }
}
