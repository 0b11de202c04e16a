import { predicateExample } from '../predicate-example.ts';
import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** A PredicateReference must name a Predicate. */
export const refUnknownPredicate: Rule = {
  name: 'ref-unknown-predicate',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a predicate nobody declares.',
  fix: 'Declare the Predicate in BuildingBlocks/Predicates, or correct the reference.',
  examples: {
    bad: predicateExample('Long'),
    good: predicateExample('LongEnough'),
  },
  checkSet: reportUnknown('predicate'),
};
