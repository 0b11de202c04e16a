import { type Diagnostic, sortDiagnostics } from './diagnostic.ts';
import type { PolicySet } from './policy-set.ts';
import { resolveSet } from './resolve.ts';
import type { LintContext, Report, Rule } from './rule.ts';

/**
 * What reading and resolving found, then what the rules find; by place, each finding once however many
 * relying parties share it.
 */
export function lint(set: PolicySet, rules: readonly Rule[]): Diagnostic[] {
  const resolved = resolveSet(set);
  return sortDiagnostics([...resolved.diagnostics, ...applyRules(resolved, rules)]);
}

/** What the rules alone find. */
export function applyRules(context: LintContext, rules: readonly Rule[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of rules) applyRule(rule, context, reportTo(found, rule));
  return found;
}

function applyRule({ checkFile, check, checkSet }: Rule, context: LintContext, report: Report) {
  if (checkFile) for (const file of context.set.policies) checkFile(file, report);
  if (check) for (const policy of context.policies) check(policy, report, context);
  checkSet?.(context, report);
}

function reportTo(found: Diagnostic[], { name: rule, severity, why, fix }: Rule): Report {
  return ({ position }, message) => {
    found.push({ rule, severity, message, why, fix, position });
  };
}
