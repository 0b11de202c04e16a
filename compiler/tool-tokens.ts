import type { Diagnostic } from './diagnostic.ts';

/** `#{x}#`, `__x__`, `{{x}}`, `${x}`, `$(x)`, and a `{Settings:x}` that nobody has replaced. */
const token =
  /#\{[^{}"]{1,99}\}#?|__[A-Za-z]\w{0,99}?__|\{\{[^{}"]{1,99}\}\}|\$\{[^{}"]{1,99}\}|\$\([^()"]{1,99}\)|\{settings:[^{}"]{1,99}\}/i;

/**
 * What is said of a value that a tool is to replace before the upload is worth a notice at most: what
 * it will be, nobody knows. That a token is left over is itself said as the rule weighs it.
 */
export function softenTokens(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { rule, message } = diagnostic;
    if (rule === 'settings-token' || !token.test(message)) return diagnostic;
    return { ...diagnostic, severity: 'notice' };
  });
}
