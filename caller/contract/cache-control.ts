import { isSuccess, isUserRefusal } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** An answer with claims, or with a message, that a cache may keep. */
export const cacheControl: ContractCheck = {
  id: 'cache-control',
  severity: 'warning',
  what: 'The answer may be cached.',
  why: "A proxy or gateway could give one user's claims to the next.",
  fix: 'Send "Cache-Control: no-store" with every answer.',
  fact: 'rest-contract 3.1',
  check(exchange, report) {
    if (!isSuccess(exchange) && !isUserRefusal(exchange)) return;
    const directives = exchange.answer?.headers?.['cache-control'] ?? '';
    if (!/\bno-store\b/i.test(directives)) report('Cache-Control has no "no-store".');
  },
};
