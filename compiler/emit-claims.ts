import type { PatternRule, PredicateGroupRule, PredicateRule } from '../shared/claim-rules.ts';
import { declareConstant, declareType } from './emit-declaration.ts';
import { sortImports } from './emit-imports.ts';
import { call, type Literal, object } from './emit-literal.ts';
import { docText, quote, writtenBy } from './emit-text.ts';
import type { GeneratedClaimType } from './generated-claim-type.ts';
import { upperFirst } from './names.ts';

/** The text of claims.ts. `module` is where `claimType` comes from. */
export function emitClaims(claimTypes: readonly GeneratedClaimType[], module: string): string {
  if (claimTypes.length === 0) return `${writtenBy}\nexport {};\n`;
  const imports = ["import type * as z from 'zod';", `import { claimType } from ${quote(module)};`];
  const head = [writtenBy, ...sortImports(imports)].join('\n');
  return `${[head, ...claimTypes.map(emitClaim)].join('\n\n')}\n`;
}

function emitClaim({ id, name, displayName, contract }: GeneratedClaimType): string {
  const { dataType, enumeration, pattern, predicates } = contract;
  const options = object([
    ['id', id],
    ['dataType', dataType],
    ['enumeration', enumeration],
    ['pattern', pattern && emitPattern(pattern)],
    ['predicates', predicates?.map(emitGroup)],
  ]);
  const label = displayName === undefined ? id : `"${displayName}"`;
  const lines = [
    `/** ${docText(`${label} (${dataType}).`)} */`,
    declareConstant(name, call('claimType', options)),
    declareType(upperFirst(name), 'z.output', `typeof ${name}`),
  ];
  return lines.join('\n');
}

function emitPattern({ regularExpression, helpText }: PatternRule): Literal {
  return object([
    ['regularExpression', regularExpression],
    ['helpText', helpText],
  ]);
}

function emitGroup({ group, helpText, matchAtLeast, predicates }: PredicateGroupRule): Literal {
  return object([
    ['group', group],
    ['helpText', helpText],
    ['matchAtLeast', matchAtLeast],
    ['predicates', predicates.map(emitPredicate)],
  ]);
}

function emitPredicate({ helpText, ...rule }: PredicateRule): Literal {
  return object([...(Object.entries(rule) as [string, Literal][]), ['helpText', helpText]]);
}
