import type { Diagnostic } from './diagnostic.ts';
import { fault } from './reading-rules.ts';
import type { Source } from './source.ts';

/* Both take linear time, also where a string or a comment never ends. */
const stringOrComment = /"(?:\\.|[^"\\])*"?|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/g;
const stringOrTrailingComma = /"(?:\\.|[^"\\])*"?|,(?=\s*[}\]])/g;

/** JSON with comments and trailing commas, as VS Code reads its settings. */
export function parseJsonc(source: Source): { value?: unknown; diagnostics: Diagnostic[] } {
  const withoutComments = source.text.replace(stringOrComment, blank);
  const strictJson = withoutComments.replace(stringOrTrailingComma, blank);
  try {
    return { value: JSON.parse(strictJson), diagnostics: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = /at position (\d+)/.exec(reason)?.[1] ?? source.text.length;
    const position = source.positionAt(Number(offset));
    return {
      diagnostics: [fault('settings-unreadable', position, `The JSON is broken: ${reason}.`)],
    };
  }
}

/** Blanks keep every position where it was. */
function blank(found: string): string {
  return found.startsWith('"') ? found : found.replace(/[^\r\n]/g, ' ');
}
