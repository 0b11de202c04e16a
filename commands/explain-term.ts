import { existsSync } from 'node:fs';
import { didYouMean } from '../compiler/did-you-mean.ts';
import type { ExplainedError } from '../compiler/error-codes.ts';
import { type ExplainedRule, explainTerm, knownTerms } from '../compiler/explain.ts';
import { explainTechnicalProfile } from '../compiler/explain-technical-profile.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import type { ExplainFlags } from './explain.ts';
import { errorText, profileText, ruleText } from './explain-report.ts';
import { findPolicies } from './flatten-find.ts';
import { exitCodeOf, UsageError } from './flatten-usage.ts';

/** Prints what is known of a term. Returns the exit code: 2 where nothing is. */
export function runExplain(what: string, flags: ExplainFlags): number {
  return exitCodeOf(() => {
    const term = explainTerm(what);
    if (term) print(term, flags, () => termText(term));
    else explainProfile(what, flags);
    return 0;
  });
}

function termText(term: ExplainedError | ExplainedRule): string {
  return 'code' in term ? errorText(term) : ruleText(term);
}

function explainProfile(id: string, flags: ExplainFlags): void {
  const policies = policiesOf(flags);
  const profile = explainTechnicalProfile(policies, id);
  if (!profile) {
    const ids = policies.flatMap(({ technicalProfiles }) => technicalProfiles.keys());
    const hint = didYouMean(id, [...ids, ...knownTerms()]);
    const message = `"${id}" is no known code or rule, and no technical profile of the policies.`;
    throw new UsageError(message + hint);
  }
  print(profile, flags, () => profileText(profile));
}

/** Codes and rules are explained anywhere, so a folder that nobody named may be missing. */
function policiesOf({ policies, env }: ExplainFlags): readonly EffectivePolicy[] {
  if (policies === undefined && !existsSync('policies')) return [];
  return findPolicies({ policies, env }).policies;
}

function print(explained: object, { json }: ExplainFlags, text: () => string): void {
  console.log(json ? JSON.stringify(explained, undefined, 2) : text());
}
