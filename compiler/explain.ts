import type { Severity } from './diagnostic.ts';
import { type ExplainedError, errorCodes, explainErrorCode } from './error-codes.ts';
import { generatingRules } from './generating-rules.ts';
import { fold } from './id-map.ts';
import { readingRules } from './reading-rules.ts';
import type { Example } from './rule.ts';
import { rules } from './rules/index.ts';

/** A rule of lint, of reading or of generating, explained. */
export interface ExplainedRule {
  readonly rule: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  /** What `lint --fix` does about it. */
  readonly autofix?: string;
  /** Rules of lint have them. */
  readonly examples?: { readonly bad: Example; readonly good: Example };
}

const explainedRules: readonly ExplainedRule[] = [
  ...Object.entries({ ...readingRules, ...generatingRules }).map(([rule, parts]) => {
    return { rule, ...parts };
  }),
  ...rules.map(({ name, severity, why, fix, autofix, examples }) => {
    return { rule: name, severity, why, fix, ...(autofix && { autofix }), examples };
  }),
];

const rulesByName: ReadonlyMap<string, ExplainedRule> = new Map(
  explainedRules.map((each) => [each.rule, each]),
);

/** An error code of B2C, or a rule; undefined for what is neither. A rule may be written with a slash. */
export function explainTerm(term: string): ExplainedError | ExplainedRule | undefined {
  return explainErrorCode(term) ?? rulesByName.get(fold(term.trim()).replaceAll('/', '-'));
}

/** All that can be explained without a policy. */
export function knownTerms(): string[] {
  return [...errorCodes(), ...rulesByName.keys()];
}
