import { createRequire } from 'node:module';
import type { Diagnostic, Severity } from '../compiler/diagnostic.ts';
import type { IdMap } from '../compiler/id-map.ts';
import type { CatalogEntry } from '../compiler/rule-catalog.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
};

/** A log of SARIF 2.1.0, with all rules, whether they found anything or not. */
export function formatSarif(
  diagnostics: readonly Diagnostic[],
  catalog: IdMap<CatalogEntry>,
): string {
  const rules = catalog.values();
  const indexes = new Map(rules.map(({ name }, index) => [name, index]));
  const { version, homepage } = createRequire(import.meta.url)('countersign/package.json');
  const driver = {
    name: 'countersign',
    version,
    ...(homepage ? { informationUri: homepage } : {}),
    rules: rules.map(describeRule),
  };
  const results = diagnostics.map((diagnostic) => describeResult(diagnostic, indexes));
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return JSON.stringify({ $schema, version: '2.1.0', runs: [run] }, undefined, 2);
}

function describeRule({ name, severity, why, fix }: CatalogEntry) {
  return {
    id: name,
    shortDescription: { text: why },
    help: { text: `${why} ${fix}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function describeResult(
  { rule, severity, message, position }: Diagnostic,
  indexes: ReadonlyMap<string, number>,
) {
  const ruleIndex = indexes.get(rule);
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(position.file), uriBaseId: '%SRCROOT%' },
          region: { startLine: position.line, startColumn: position.column },
        },
      },
    ],
  };
}
