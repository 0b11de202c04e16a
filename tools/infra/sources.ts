import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Bicep, BicepDiagnostic } from '../bicep/bicep.ts';

/** Every diagnostic is a fault: what is right all the same is switched off in place, with a reason. */
export function diagnosticFaults(diagnostics: readonly BicepDiagnostic[]): string[] {
  return diagnostics.map(({ source, range, level, code, message }) => {
    const place = `${basename(source)}:${range.start.line + 1}:${range.start.char + 1}`;
    return `${place}: ${level} ${code}: ${message}`;
  });
}

/** One line for each Bicep file of `folder` that Bicep's formatter would change. */
export async function formatFaults(bicep: Bicep, folder: string): Promise<string[]> {
  const files = globSync(['*.bicep', 'tests/*.bicepparam'], { cwd: folder }).sort();
  const faults: string[] = [];
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    const formatted = (await bicep.format(join(folder, file))).replaceAll('\r\n', '\n');
    if (text !== formatted)
      faults.push(`${file} is not formatted: run "bicep format infra/${file}".`);
  }
  return faults;
}

const reasonless = /(?<!\/\/.*\n\s*)#disable-next-line/;

/** One line for each diagnostic that is switched off without a comment above that says why. */
export function silenceFaults(folder: string): string[] {
  return globSync(['*.bicep', 'tests/*.bicepparam'], { cwd: folder })
    .filter((file) => reasonless.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => `${file} switches a diagnostic off and does not say why.`);
}
