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

/**
 * Reads a file strictly as UTF-8, or as UTF-16 where its byte order mark says so, which .NET reads
 * too. A file that is too large is refused by its size alone.
 */
export function readSource(path: string): { source?: Source; diagnostics: Diagnostic[] } {
  const file = displayPath(path);
  const start = { file, line: 1, column: 1 };
  try {
    const { size } = statSync(path);
    if (size > READ_LIMIT) return { diagnostics: [tooBig(file, size, 'error')] };
    const { source, diagnostics } = decode(file, readFileSync(path));
    if (size > SERVICE_LIMIT && source) diagnostics.push(tooBig(file, size, 'warning'));
    return { ...(source && { source }), diagnostics };
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

function decode(file: string, bytes: Buffer): ReturnType<typeof readSource> {
  const encoding = encodingOf(bytes);
  const source = new Source(file, textOf(bytes, encoding));
  if (isSound(bytes, encoding)) return { source, diagnostics: warnOf(encoding, file) };
  const position = source.positionAt(Math.max(0, source.text.indexOf('\uFFFD')));
  const name = encoding === 'utf-8' ? 'UTF-8' : 'UTF-16, as its byte order mark says';
  return { diagnostics: [fault('file-encoding', position, `The file is not ${name}.`)] };
}

const utf8Mark = Buffer.of(0xef, 0xbb, 0xbf);

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the byte order mark; without one, a file is UTF-8. */
function encodingOf([first, second]: Buffer): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Without the mark, ASCII stays one byte a character: decoding and parsing take half as long. */
function textOf(bytes: Buffer, encoding: Encoding): string {
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes);
  const hasMark = bytes.subarray(0, 3).equals(utf8Mark);
  return bytes.toString('utf8', hasMark ? 3 : 0);
}

/** A file's text without its byte order mark, and what makes bytes of it again. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasMark: boolean;
}

/** The text of a file that `readSource` has found sound. */
export function decodeText(bytes: Buffer): DecodedText {
  const encoding = encodingOf(bytes);
  const hasMark = encoding !== 'utf-8' || bytes.subarray(0, 3).equals(utf8Mark);
  return { text: textOf(bytes, encoding), encoding, hasMark };
}

/** The bytes that `decodeText` would have read. */
export function encodeText({ text, encoding, hasMark }: DecodedText): Buffer {
  const marked = hasMark ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(marked);
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function isSound(bytes: Buffer, encoding: Encoding): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function warnOf(encoding: Encoding, file: string): Diagnostic[] {
  if (encoding === 'utf-8') return [];
  return [fault('file-utf16', { file, line: 1, column: 1 }, 'The file is UTF-16.')];
}
