import { writeFileSync } from 'node:fs';
import { runContract } from '../caller/contract-run.ts';
import type { ContractFlags } from './contract.ts';
import { formatJson } from './contract-json.ts';
import { formatJunit } from './contract-junit.ts';
import { prepareContract, Unreadable } from './contract-preparation.ts';
import { formatPretty } from './contract-pretty.ts';
import { type ContractSummary, type ReportSection, summarize } from './contract-summary.ts';
import { printDiagnostics } from './report.ts';

/** What became of a run; `misuse` says why nothing was called. */
export interface ContractOutcome {
  readonly exitCode: number;
  readonly misuse?: string;
}

/** Tests, reports, and says how to exit: 0 clean, 1 findings, 2 could not be done. */
export function runContractCommand(flags: ContractFlags): Promise<ContractOutcome> {
  return withMisuse(() => run(flags));
}

/** What cannot be done ends with 2; faults of policies and cases are printed. */
export async function withMisuse(work: () => Promise<ContractOutcome>): Promise<ContractOutcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unreadable)) return misused(messageOf(error));
    printDiagnostics(error.diagnostics);
    return { exitCode: 2 };
  }
}

async function run(flags: ContractFlags): Promise<ContractOutcome> {
  const { url, run: prepared, leftOut } = await prepareContract(flags);
  if (flags.profile === undefined) sayLeftOut(leftOut);
  const reports = await runContract(prepared);
  const summary = { url: url.origin, command: 'contract', unit: 'profile' };
  return printReport(flags, reports, summary);
}

function misused(misuse: string): ContractOutcome {
  return { exitCode: 2, misuse };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Who names profiles knows; who does not would take these cases for tested. */
function sayLeftOut(names: readonly string[]): void {
  if (names.length === 0) return;
  const shown = names.map((name) => `"${name}"`).join(', ');
  console.error(`Left out, because their profiles are not tested (see --all): ${shown}.`);
}

/** Where a report goes, and how it looks. */
export interface ReportFlags {
  readonly report: 'pretty' | 'junit' | 'json';
  readonly json?: boolean;
  readonly out?: string;
}

/** Prints or writes a report; an error in it is what the command ends with. */
export function printReport(
  flags: ReportFlags,
  sections: readonly ReportSection[],
  summary: Omit<ContractSummary, 'isColored'>,
): ContractOutcome {
  const format = formats[flags.json ? 'json' : flags.report];
  const isColored =
    flags.out === undefined && process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const text = format(sections, { ...summary, isColored });
  if (flags.out === undefined) console.log(text);
  else writeFileSync(flags.out, `${text}\n`);
  return { exitCode: summarize(sections).errors > 0 ? 1 : 0 };
}

const formats = { pretty: formatPretty, junit: formatJunit, json: formatJson };
