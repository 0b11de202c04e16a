import type { Diagnostic, Severity } from '../compiler/diagnostic.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold, type IdMap } from '../compiler/id-map.ts';

/** What `--rule` makes of rules, by folded name. */
export type Severities = ReadonlyMap<string, Severity | 'off'>;

/** What `--rule` may say of a rule. */
export const severityWords = ['off', 'notice', 'warning', 'error'] as const;

/** Reads `id=severity`; the names must be those of rules. */
export function readSeverities(
  options: readonly string[],
  known: IdMap<unknown>,
): Severities | { readonly misuse: string } {
  const severities = new Map<string, Severity | 'off'>();
  for (const option of options) {
    const [name = '', word] = option.split('=', 2);
    const severity = severityWords.find((each) => each === word);
    if (!severity)
      return { misuse: `--rule takes <rule>=<${severityWords.join('|')}>, not "${option}".` };
    if (!known.has(name)) {
      return { misuse: `There is no rule "${name}".${didYouMean(name, known.keys())}` };
    }
    severities.set(fold(name), severity);
  }
  return severities;
}

/** The findings as the user wants them reported; those that are off are left out. */
export function withSeverities(
  diagnostics: readonly Diagnostic[],
  severities: Severities,
): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const severity = severities.get(fold(diagnostic.rule)) ?? diagnostic.severity;
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}
