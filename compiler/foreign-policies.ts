import type { Configuration } from './configuration.ts';
import type { Diagnostic } from './diagnostic.ts';

/** What decides whose policies these are. */
interface Ownership {
  readonly configuration: Configuration;
  /** Every RESTful technical profile, whatever its host. */
  readonly everything: boolean;
}

/**
 * Whether nothing says that the backend is ours. Then what cannot be generated is left out with a
 * warning, and the rest goes on: a project of its own names its hosts, and has to be right.
 */
export function isForeign({ configuration, everything }: Ownership): boolean {
  return everything || configuration.hosts === undefined;
}

/**
 * What is wrong with policies of others keeps nobody from generating the rest. Enforcing without every
 * rule stays an error: somebody has asked for it by the profile's name.
 */
export function asWarnings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { severity, rule } = diagnostic;
    const stays = severity !== 'error' || rule === 'claim-rule-not-enforced';
    return stays ? diagnostic : { ...diagnostic, severity: 'warning' };
  });
}
