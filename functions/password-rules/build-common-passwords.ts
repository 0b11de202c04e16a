import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFilter } from './bloom-filter.ts';

const falsePositives = 1e-5;

/**
 * `common-passwords.json` of a list with one password a line; those of less than four characters are left
 * out, because no password may be as short.
 */
export function commonPasswordsFile(list: string, source: string): string {
  const lines = list.split('\n').map((line) => line.trim().toLowerCase());
  const passwords = [...new Set(lines.filter((line) => line.length >= 4))];
  const { bits, hashes } = buildFilter(passwords, falsePositives);
  const count = passwords.length;
  const filter = Buffer.from(bits).toString('base64');
  return `${JSON.stringify({ source, count, falsePositives, hashes, filter }, null, 2)}\n`;
}

/** `node functions/password-rules/build-common-passwords.ts list.txt "where the list is from"`. */
const [, program, list, source] = process.argv;
const isProgram = program !== undefined && realpathSync(program) === import.meta.filename;
if (isProgram && (list === undefined || source === undefined)) {
  process.stderr.write('Name the list and its source: list.txt "where the list is from"\n');
  process.exitCode = 2;
} else if (isProgram && list !== undefined && source !== undefined) {
  const text = commonPasswordsFile(readFileSync(list, 'utf8'), source);
  writeFileSync(join(import.meta.dirname, 'common-passwords.json'), text);
}
