import { didYouMean } from '../../compiler/did-you-mean.ts';
import { parseJsonPath } from '../../shared/json-path.ts';
import { type Exchange, isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';
import { jsonTypeOf } from '../read-claim.ts';

/** A success has a property that the policy does not read. */
export const outputUndeclared: ContractCheck = {
  id: 'output-undeclared',
  severity: 'warning',
  what: 'A property is not read by the policy.',
  why: 'B2C ignores it: it is misspelled, or tells the caller more than was asked for.',
  fix: 'Return the declared claims and nothing else; names count with their case.',
  fact: 'rest-contract 3.2',
  check(exchange, report) {
    const { json } = exchange;
    if (!isSuccess(exchange) || jsonTypeOf(json) !== 'object') return;
    const declared = declaredNames(exchange);
    const others = Object.keys(json as object).filter((name) => !declared.has(name));
    for (const name of others.filter((other) => isName.test(other))) {
      report(`"${name}" is no output claim.${didYouMean(name, declared)}`);
    }
    if (others.some((other) => !isName.test(other)))
      report('A property with an odd name is no output claim.');
  },
};

/** Another text may be a value that somebody uses as a key: it is not shown. */
const isName = /^[A-Za-z_][\w.-]{0,63}$/;

/** What may be a property of the whole; a path begins with one. */
function declaredNames({ profile }: Exchange): ReadonlySet<string> {
  const names = profile.outputClaims.map(({ wireName }) => {
    const path = profile.resolveJsonPathsInJsonTokens ? parseJsonPath(wireName) : undefined;
    return path ? String(path[0]) : wireName;
  });
  return new Set(names);
}
