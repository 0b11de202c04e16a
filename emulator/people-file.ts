import type { Diagnostic } from '../compiler/diagnostic.ts';
import { type Position, Source } from '../compiler/source.ts';
import { readYaml } from '../compiler/yaml-file.ts';
import { type Person, peopleShape, personShape } from './people.ts';
import { readPeopleCsv } from './people-csv.ts';

/** What a file of people says. */
export interface PeopleFile {
  /** Empty where there are diagnostics. */
  readonly people: readonly Person[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where somebody stands in it. */
  readonly locate: (index: number) => Position;
}

/** Reads YAML, JSON, or CSV by the name of the file. No value is ever quoted: it may be a password. */
export function readPeopleFile(name: string, text: string): PeopleFile {
  const source = new Source(name, text);
  if (/\.csv$/i.test(name)) return readPeopleCsv(source, peopleFault);
  if (/^\s*\{\s*"users"\s*:/.test(source.text)) {
    const message = 'This is the directory of an export: start with --import and its folder.';
    const start = source.positionAt(0);
    return { people: [], diagnostics: [peopleFault(start, message)], locate: () => start };
  }
  const knownKeys = (path: readonly PropertyKey[]) =>
    path.length === 1 ? Object.keys(personShape.shape) : [];
  const kind = { shape: peopleShape, fault: peopleFault, knownKeys };
  const { value = [], diagnostics, locate } = readYaml(name, text, kind);
  return { people: value, diagnostics, locate: (index) => locate([index]) };
}

/** A fault of a file of people. */
export function peopleFault(position: Position, message: string): Diagnostic {
  return {
    ...{ rule: 'people-file', severity: 'error', message, position },
    why: 'A file is imported as a whole or not at all.',
    fix: 'Correct the file, and import it again.',
  };
}
