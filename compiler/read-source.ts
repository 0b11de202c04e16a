import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Diagnostic } from './diagnostic.ts';
import { fault } from './reading-rules.ts';
import { Source } from './source.ts';

/** B2C's limit for one policy file. @see facts policy-language 1.3 */
const SERVICE_LIMIT = 1024 * 1024;

/** What is larger is not read at all. */
const READ_LIMIT = 8 * SERVICE_LIMIT;

/** Reads a file strictly as UTF-8. A file that is too large is refused by its size alone. */
export function readSource(path: string): { source?: Source; diagnostics: Diagnostic[] } {
  const file = displayPath(path);
  const start = { file, line: 1, column: 1 };
  try {
    const { size } = statSync(path);
    if (size > READ_LIMIT) return { diagnostics: [tooBig(file, size, 'error')] };
    const source = decode(file, readFileSync(path));
    if ('rule' in source) return { diagnostics: [source] };
    return { source, diagnostics: size > SERVICE_LIMIT ? [tooBig(file, size, 'warning')] : [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      diagnostics: [fault('file-unreadable', start, `The file cannot be read: ${reason}.`)],
    };
  }
}

/** As the user would write it: relative to the working directory, with forward slashes. */
export function displayPath(path: string): string {
  return (relative(process.cwd(), path) || '.').split(sep).join('/');
}

function tooBig(file: string, size: number, severity: 'error' | 'warning'): Diagnostic {
  const message = `The file has ${Math.ceil(size / 1024)} KB, more than the 1024 KB that B2C takes.`;
  return fault('doc-file-too-big', { file, line: 1, column: 1 }, message, { severity });
}

function decode(file: string, bytes: Buffer): Source | Diagnostic {
  const source = new Source(file, bytes.toString('utf8'));
  if (isUtf8(bytes)) return source;
  const position = source.positionAt(Math.max(0, source.text.indexOf('\uFFFD')));
  const isUtf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
  return fault('file-encoding', position, `The file is ${isUtf16 ? 'UTF-16' : 'not UTF-8'}.`);
}
