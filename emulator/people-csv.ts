import type { Diagnostic } from '../compiler/diagnostic.ts';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { fold } from '../compiler/id-map.ts';
import type { Position, Source } from '../compiler/source.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { type Person, personShape } from './people.ts';
import type { PeopleFile } from './people-file.ts';

type Fault = (position: Position, message: string) => Diagnostic;

/** Members that a cell says, by their folded names; any other column is an attribute. */
const columns = new Map<string, { name: string; read: (cell: string) => unknown }>();
for (const name of ['objectId', 'displayName', 'email', 'userName', 'phone', 'password']) {
  columns.set(fold(name), { name, read: (cell) => cell });
}
for (const name of ['mustChangePassword', 'accountEnabled']) {
  columns.set(fold(name), { name, read: readBoolean });
}
columns.set('identities', { name: 'identities', read: readIdentities });

/**
 * People as CSV: the first line names the columns, `displayName` among them. An empty cell says nothing;
 * identities are `facebook.com|1234`, several of them apart by `;`.
 */
export function readPeopleCsv(source: Source, fault: Fault): PeopleFile {
  const { rows, brokenLine } = readCsv(source.text);
  const at = (line: number): Position => ({ file: source.file, line, column: 1 });
  const [header, ...others] = rows;
  const headerFaults = faultsOfHeader(header?.fields ?? []);
  const quotes = 'A quotation mark stands wrong: a cell that has one begins and ends with one.';
  const first = brokenLine === undefined ? headerFaults : [quotes];
  if (first.length > 0) {
    const diagnostics = first.map((message) => fault(at(brokenLine ?? header?.line ?? 1), message));
    return { people: [], diagnostics, locate: () => at(1) };
  }
  const read = others.map((row) => readPerson(header?.fields ?? [], row));
  const diagnostics = read.flatMap(({ faults, line }) =>
    faults.map((each) => fault(at(line), each)),
  );
  const people = read.flatMap(({ person }) => person ?? []);
  return {
    people: diagnostics.length > 0 ? [] : people,
    diagnostics,
    locate: (index) => at(read[index]?.line ?? 1),
  };
}

/** A column of no known name that looks like one is a typing error. */
function faultsOfHeader(names: readonly string[]): string[] {
  const folded = names.map((name) => fold(name.trim()));
  if (!folded.includes('displayname')) {
    return ['The first line names no column "displayName"; columns are apart by commas.'];
  }
  const known = [...columns.values()].map(({ name }) => name);
  return names.flatMap((name, index) => {
    if (name.trim() === '') return [`The column ${index + 1} has no name.`];
    if (folded.indexOf(fold(name.trim())) < index) return [`The column "${name}" is there twice.`];
    const hint = columns.has(fold(name.trim())) ? '' : didYouMean(name.trim(), known);
    return hint === '' ? [] : [`"${name}" is no known column.${hint}`];
  });
}

interface ReadPerson {
  readonly line: number;
  readonly person?: Person;
  readonly faults: readonly string[];
}

function readPerson(header: readonly string[], { line, fields }: CsvRow): ReadPerson {
  if (fields.length > header.length) {
    return { line, faults: [`The line has ${fields.length} cells for ${header.length} columns.`] };
  }
  const said = fields.flatMap((cell, index) => {
    return cell === '' ? [] : [[(header[index] ?? '').trim(), cell] as const];
  });
  const members = said.flatMap(([name, cell]) => {
    const column = columns.get(fold(name));
    return column ? [[column.name, column.read(cell)] as const] : [];
  });
  const attributes = said.filter(([name]) => !columns.has(fold(name)));
  const whole = {
    ...Object.fromEntries(members),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
  const { data, error } = personShape.safeParse(whole);
  if (data) return { line, person: data, faults: [] };
  return { line, faults: (error?.issues ?? []).map(({ path }) => wordsFor(String(path[0]))) };
}

function wordsFor(name: string): string {
  if (name === 'displayName') return 'There is no "displayName".';
  if (name === 'email') return '"email" is no e-mail address.';
  if (name === 'identities') {
    return '"identities" must be like "facebook.com|1234", several apart by ";".';
  }
  return `"${name}" must be "true" or "false".`;
}

function readBoolean(cell: string): unknown {
  const word = cell.trim().toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : cell;
}

function readIdentities(cell: string): unknown {
  return cell.split(';').map((each) => {
    const [issuer, issuerUserId] = each.split('|').map((part) => part.trim());
    return { issuer, issuerUserId };
  });
}
