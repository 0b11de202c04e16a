import { type Diagnostic, sortDiagnostics } from './diagnostic.ts';
import type { EffectivePolicy } from './model.ts';
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

/** What the rules alone find; `onProgress` is told after each. */
export function applyRules(
  context: LintContext,
  rules: readonly Rule[],
  onProgress?: (done: number, total: number) => void,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const distinct = withoutTwins(context.policies);
  for (const [index, rule] of rules.entries()) {
    const policies = rule.isPerRelyingParty ? context.policies : distinct;
    applyRule(rule, { context, policies, report: reportTo(found, rule) });
    onProgress?.(index + 1, rules.length);
  }
  return found;
}

interface Application {
  readonly context: LintContext;
  readonly policies: readonly EffectivePolicy[];
  readonly report: Report;
}

function applyRule(rule: Rule, { context, policies, report }: Application): void {
  const { check, checkFile, checkSet } = rule;
  if (checkFile) for (const file of context.set.policies) checkFile(file, report);
  if (check) for (const policy of policies) check(policy, report, context);
  checkSet?.(context, report);
}

/** Relying parties that add nothing share all that resolving made, but for themselves. */
function withoutTwins(policies: readonly EffectivePolicy[]): EffectivePolicy[] {
  const numbers = new Map<unknown, number>();
  const distinct = new Map<string, EffectivePolicy>();
  for (const policy of policies) {
    const { policyId: _id, chain, relyingParty: _own, ...shared } = policy;
    const parts = [chain[0], ...Object.entries(shared).flat()].map((part) => {
      const number = numbers.get(part) ?? numbers.size;
      numbers.set(part, number);
      return number;
    });
    const key = parts.join();
    if (!distinct.has(key)) distinct.set(key, policy);
  }
  return [...distinct.values()];
}

function reportTo(found: Diagnostic[], { name: rule, severity, why, fix }: Rule): Report {
  return ({ position }, message, ...changes) => {
    const finding = { rule, severity, message, why, fix, position };
    found.push(changes.length > 0 ? { ...finding, changes } : finding);
  };
}
