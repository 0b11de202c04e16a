import { existsSync } from 'node:fs';
import { didYouMean } from '../compiler/did-you-mean.ts';
import type { ExplainedError } from '../compiler/error-codes.ts';
import { type ExplainedRule, explainTerm, knownTerms } from '../compiler/explain.ts';
import { explainTechnicalProfile } from '../compiler/explain-technical-profile.ts';
import type { ExplainFlags } from './explain.ts';
import { errorText, profileText, ruleText } from './explain-report.ts';
import { type FoundPolicies, findPolicies } from './flatten-find.ts';
import { notFound } from './usage.ts';

/**
 * Prints what is known of a term. Returns the exit code.
 * @throws UsageError where nothing is known
 */
export function runExplain(what: string, flags: ExplainFlags): number {
  const term = explainTerm(what);
  if (term) print(term, flags, () => termText(term));
  else explainProfile(what, flags);
  return 0;
}

function termText(term: ExplainedError | ExplainedRule): string {
  return 'code' in term ? errorText(term) : ruleText(term);
}

function explainProfile(id: string, flags: ExplainFlags): void {
  const { policies, diagnostics } = policiesOf(flags);
  const profile = explainTechnicalProfile(policies, id);
  if (!profile) {
    const ids = policies.flatMap(({ technicalProfiles }) => technicalProfiles.keys());
    const hint = didYouMean(id, [...ids, ...knownTerms()]);
    const message = `"${id}" is no known code or rule, and no technical profile of the policies.`;
    throw notFound(message + hint, diagnostics);
  }
  print(profile, flags, () => profileText(profile));
}

/** Codes and rules are explained anywhere, so a folder that nobody named may be missing. */
function policiesOf({ policies, env }: ExplainFlags): FoundPolicies {
  if (policies === undefined && !existsSync('policies')) return { policies: [], diagnostics: [] };
  return findPolicies({ policies, env });
}

function print(explained: object, { json }: ExplainFlags, text: () => string): void {
  console.log(json ? JSON.stringify(explained, undefined, 2) : text());
}
