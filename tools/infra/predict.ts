import { basename } from 'node:path';
import type { Bicep } from '../bicep/bicep.ts';
import type { Deployment } from './deployment.ts';
import { diagnosticFaults } from './sources.ts';

/** What a parameter file deploys, or why it deploys nothing. */
export interface Prediction {
  readonly deployment?: Deployment;
  readonly faults: readonly string[];
}

/** Asks Bicep what a parameter file would deploy. */
export async function predict(bicep: Bicep, parameterFile: string): Promise<Prediction> {
  const shape = basename(parameterFile, '.bicepparam');
  const compiled = await bicep.compileParameters(parameterFile);
  const faults = diagnosticFaults(compiled.diagnostics);
  if (faults.length > 0) return { faults };
  try {
    const snapshot = await bicep.snapshot(parameterFile);
    const said = snapshot.diagnostics.map((one) => `${shape}: ${JSON.stringify(one)}`);
    return {
      deployment: { shape, parameters: given(compiled.parameters), ...snapshot },
      faults: said,
    };
  } catch (error) {
    return { faults: [`${shape}: ${(error as Error).message}`] };
  }
}

function given(parameters: string | null | undefined): Readonly<Record<string, unknown>> {
  const entries = Object.entries<{ value: unknown }>(
    JSON.parse(parameters ?? '{}').parameters ?? {},
  );
  return Object.fromEntries(entries.map(([name, { value }]) => [name, value]));
}
