import type { Diagnostic } from '../compiler/diagnostic.ts';

/**
 * Workflow commands that GitHub shows as annotations of a pull request.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function formatAnnotations(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ severity, rule, message, why, fix, position }) => {
    const place = `file=${property(position.file)},line=${position.line},col=${position.column}`;
    return `::${severity} ${place},title=${property(rule)}::${data(`${message}\n${why}\n${fix}`)}`;
  });
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
