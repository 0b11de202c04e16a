import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A second delivery of the same request was answered otherwise. */
export const repeatDiffers: ContractCheck = {
  id: 'repeat-differs',
  severity: 'error',
  what: 'The same request is answered differently the second time.',
  why: 'B2C calls again where an answer is late, without any key of idempotency; the user may submit the page again too.',
  fix: 'Make the effect idempotent: by {Context:CorrelationId}, the step and a digest of the claims.',
  fact: 'rest-contract 3.4',
  check(exchange, report) {
    const { first, answer } = exchange;
    if (first?.answer === undefined || answer === undefined) return;
    if (first.answer.status !== answer.status) {
      report(`The first delivery got ${first.answer.status}, this one ${answer.status}.`);
    }
    for (const id of differing(first, exchange)) report(`The claim "${id}" has another value.`);
  },
};

function differing(first: Exchange, again: Exchange): string[] {
  if (first.outcome?.outcome !== 'claims' || again.outcome?.outcome !== 'claims') return [];
  const [before, after] = [first.outcome.claims, again.outcome.claims];
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => !isDeepStrictEqual(before.get(id), after.get(id)));
}
