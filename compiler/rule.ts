import type { Change } from './change.ts';
import type { Severity } from './diagnostic.ts';
import type { EffectivePolicy } from './model.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import type { PolicySet } from './policy-set.ts';
import type { PolicyElement } from './source.ts';

/**
 * Tells a finding: the element it stands at, one sentence with values in double quotes, and what would
 * correct it, where that has one right answer.
 */
export type Report = (element: PolicyElement, message: string, ...changes: Change[]) => void;

/**
 * XML that shows a rule. A fragment (`<ClaimType …>`, `<TechnicalProfile …>`, `<UserJourney …>` …) is
 * put where it belongs in a policy that is otherwise without fault; whole files go by name.
 */
export type Example = string | Readonly<Record<`${string}.xml`, string>>;

/** What lint knows besides the policy that a rule looks at. */
export interface LintContext {
  readonly set: PolicySet;
  /** The effective policy of every leaf of the set. */
  readonly policies: readonly EffectivePolicy[];
}

/**
 * One kind of fault, and how it is found. A rule has at least one of the three checks: of a file as it
 * is written, of a relying party's effective policy, or of the whole set. The name is that of
 * `facts policy-language 11` with a dash for the slash, of the file, its docs heading and its test.
 */
export interface Rule {
  readonly name: string;
  /** New rules come as warnings first; error: B2C refuses the policy, or a journey cannot work. */
  readonly severity: Severity;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
  /**
   * What `lint --fix` does about it, in one sentence that also says when it does not. It may only change
   * what B2C does to what is evidently meant.
   */
  readonly autofix?: string;
  readonly examples: { readonly bad: Example; readonly good: Example };
  /**
   * `check` looks at the relying party, or at the chain beyond its root. Others are applied once to
   * relying parties that share all they inherit and add nothing. A test sees to it that this is told.
   */
  readonly isPerRelyingParty?: true;
  readonly checkFile?: (file: TrustFrameworkPolicy, report: Report) => void;
  readonly check?: (policy: EffectivePolicy, report: Report, context: LintContext) => void;
  readonly checkSet?: (context: LintContext, report: Report) => void;
}
