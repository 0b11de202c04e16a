import type { Diagnostic, Severity } from './diagnostic.ts';

/** Ours: what one rule says of one file. A policy that people write stays far below. */
export const MAX_OF_RULE_AND_FILE = 1_000;

/** Ours: the longest message. It may quote a value, and that may be as large as the file. */
const MAX_MESSAGE = 1_000;
const MESSAGE_END = 200;

const weights: Readonly<Record<Severity, number>> = { notice: 0, warning: 1, error: 2 };

/**
 * What is printed of diagnostics in the order of their places: of very many of one rule in one file the
 * first, and how many are left out, which weighs as the worst of these; of very long messages both ends.
 */
export function boundDiagnostics(sorted: readonly Diagnostic[]): Diagnostic[] {
  const alike = Map.groupBy(sorted, ({ rule, position }) => `${rule} ${position.file}`);
  const tooMany = [...alike.values()].filter(({ length }) => length > MAX_OF_RULE_AND_FILE);
  const rests = tooMany.map((all) => all.slice(MAX_OF_RULE_AND_FILE));
  const left = new Set(rests.flat());
  const summaries = new Map(rests.map((rest) => [rest[0], summaryOf(rest)]));
  return sorted
    .filter((each) => summaries.has(each) || !left.has(each))
    .map((each) => summaries.get(each) ?? withShortMessage(each));
}

/** It stands where the first of them does. */
function summaryOf(rest: readonly Diagnostic[]): Diagnostic | undefined {
  const worst = rest.reduce((one, other) => {
    return weights[other.severity] > weights[one.severity] ? other : one;
  });
  const { rule, why, fix } = worst;
  const [first = worst] = rest;
  const message = leftOut(rest.length, rule);
  return { rule, severity: worst.severity, message, why, fix, position: first.position };
}

/** What stands for the findings that are not told. */
export function leftOut(count: number, rule: string): string {
  return `${count} more findings of "${rule}" in this file are left out.`;
}

/** Of a very long message both ends. */
export function withShortMessage(diagnostic: Diagnostic): Diagnostic {
  const { message } = diagnostic;
  if (message.length <= MAX_MESSAGE) return diagnostic;
  const begin = message.slice(0, MAX_MESSAGE - MESSAGE_END);
  const cut = `${begin}… (${message.length - MAX_MESSAGE} characters) …${message.slice(-MESSAGE_END)}`;
  return { ...diagnostic, message: cut.toWellFormed() };
}
