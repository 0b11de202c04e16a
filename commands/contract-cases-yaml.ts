import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { Position } from '../compiler/source.ts';
import { type Locate, readYaml } from '../compiler/yaml-file.ts';
import { type CaseText, casesFile, knownKeys } from './contract-cases-file.ts';

/** What the file says, as far as it can be known without the policies. */
export interface CasesReading {
  readonly cases: readonly CaseText[];
  readonly locate: Locate;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the text of a cases file. With diagnostics there are no cases. */
export function readCasesYaml(file: string, text: string): CasesReading {
  const kind = { shape: casesFile, fault, knownKeys };
  const { value, locate, diagnostics } = readYaml(file, text, kind);
  return { cases: value?.cases ?? [], locate, diagnostics };
}

/** A fault of the cases file. */
export function fault(position: Position, message: string): Diagnostic {
  return {
    rule: 'contract-cases',
    severity: 'error',
    message,
    why: 'A case that cannot be read tests nothing.',
    fix: 'Correct the file; docs/contract-cases.schema.json describes it.',
    position,
  };
}
