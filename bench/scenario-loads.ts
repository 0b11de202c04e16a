import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ScenarioLoad } from './scenario-load.ts';

const root = join(import.meta.dirname, '..');

/** The loads of the scenarios that are there, by name: whoever deletes a scenario's folder loses its load. */
export async function scenarioLoads(): Promise<ReadonlyMap<string, ScenarioLoad>> {
  const loads = new Map<string, ScenarioLoad>();
  for (const file of readdirSync(join(root, 'bench/scenarios')).sort()) {
    const scenario = file.replace(/\.ts$/, '');
    if (scenario === file || !existsSync(join(root, 'functions', scenario))) continue;
    loads.set(scenario, (await import(`./scenarios/${file}`)).load);
  }
  return loads;
}
