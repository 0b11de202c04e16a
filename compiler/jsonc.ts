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
    const { offset, reason } = locate(strictJson, messageOf(error));
    const message = `The JSON is broken: ${reason}.`;
    return { diagnostics: [fault('settings-unreadable', source.positionAt(offset), message)] };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** V8 says where, but for an unexpected token; and never the text around it, which may be a secret. */
function locate(json: string, message: string): { offset: number; reason: string } {
  const [, reason, offset] = /^(.*) (?:in|after) JSON at position (\d+)/s.exec(message) ?? [];
  if (reason !== undefined) return { offset: Number(offset), reason };
  if (!message.startsWith('Unexpected token'))
    return { offset: json.length, reason: 'it ends too early' };
  const found = firstUnexpectedToken(json);
  return { offset: found, reason: `unexpected "${json[found]}"` };
}

/** Shorter beginnings of the text are only cut off, longer ones have the token too. */
function firstUnexpectedToken(json: string): number {
  let low = 0;
  let high = json.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hasUnexpectedToken(json.slice(0, middle + 1))) high = middle;
    else low = middle + 1;
  }
  return low;
}

function hasUnexpectedToken(json: string): boolean {
  try {
    JSON.parse(json);
    return false;
  } catch (error) {
    return messageOf(error).startsWith('Unexpected token');
  }
}

/** Blanks keep every position where it was. */
function blank(found: string): string {
  return found.startsWith('"') ? found : found.replace(/[^\r\n]/g, ' ');
}
