import type { Severity } from './diagnostic.ts';
import { generatingRules } from './generating-rules.ts';
import { IdMap } from './id-map.ts';
import { readingRules } from './reading-rules.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';

/** What is to be said of a rule, whoever finds its faults. */
export interface CatalogEntry {
  readonly name: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  /** What `lint --fix` does about it; absent: nothing. */
  readonly autofix?: string;
  /** Only those that lint alone looks for have them. */
  readonly examples?: Rule['examples'];
}

let catalog: IdMap<CatalogEntry> | undefined;

/** Every rule that `countersign lint` may report: of reading, of generating, and of lint itself. */
export function ruleCatalog(): IdMap<CatalogEntry> {
  catalog ??= makeCatalog();
  return catalog;
}

function makeCatalog(): IdMap<CatalogEntry> {
  const entries: CatalogEntry[] = [
    ...Object.entries(readingRules).map(([name, rule]) => ({ name, ...rule })),
    ...Object.entries(generatingRules).map(([name, rule]) => ({ name, ...rule })),
    ...rules,
  ];
  return new IdMap(entries.map((entry) => [entry.name, entry]));
}
