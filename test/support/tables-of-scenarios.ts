import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { type DefinedTable, definedTables } from '../../shared/defined-tables.ts';
import { root } from './club.ts';

/** A table, and the scenario that it belongs to: none for those that all use. */
export interface OwnedTable extends DefinedTable {
  readonly scenario: string;
}

/** A table, or what a module of `shared` defines one for. */
const defines = /= define(?!Messages|Profile)\w+\(/;

/** Loads one file after the other, so that each table is known to come of its file. */
export async function tablesOfAllScenarios(): Promise<OwnedTable[]> {
  const files = globSync(['shared/*.ts', 'functions/*/*.ts'], { cwd: root })
    .filter((file) => defines.test(readFileSync(join(root, file), 'utf8')))
    .sort((a, b) => Number(a.startsWith('functions')) - Number(b.startsWith('functions')));
  const owned: OwnedTable[] = [];
  for (const file of files) {
    await import(`../../${file}`);
    const [folder = '', name = ''] = file.split(/[\\/]/);
    const scenario = folder === 'functions' ? name : '';
    const added = definedTables().slice(owned.length);
    owned.push(...added.map((table) => ({ ...table, scenario })));
  }
  return owned.sort((a, b) => compare(a.scenario, b.scenario) || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
