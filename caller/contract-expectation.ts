import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from './contract-call.ts';
import type { Expectation } from './contract-case.ts';
import type { CallOutcome } from './outcome.ts';

/** In what an answer is not what its case expects; no claim's value is told. */
export function expectationFaults(exchange: Exchange): readonly string[] {
  const { call, answer, outcome } = exchange;
  if (call.expected === undefined || answer === undefined || outcome === undefined) return [];
  switch (call.expected.kind) {
    case 'status':
      return statusFaults(call.expected.status, answer.status);
    case 'claims':
      return claimsFaults(call.expected, outcome, answer.status);
    case 'refusal':
      return refusalFaults(call.expected, outcome, answer.status);
  }
}

function statusFaults(expected: number, status: number): string[] {
  return expected === status ? [] : [`The status is ${status}; ${expected} is expected.`];
}

function claimsFaults(
  { claims, present, absent }: Expectation & { kind: 'claims' },
  outcome: CallOutcome,
  status: number,
): string[] {
  if (outcome.outcome === 'type-mismatch') return []; // a check of its own
  if (outcome.outcome !== 'claims') return [`Claims are expected; ${described(outcome, status)}`];
  const got = outcome.claims;
  const isThere = (id: string) => got.get(id) !== undefined && got.get(id) !== null;
  return [
    ...[...claims]
      .filter(([id, value]) => isThere(id) && !isDeepStrictEqual(got.get(id), value))
      .map(([id]) => `The claim "${id}" has another value than is expected.`),
    ...[...claims.keys(), ...present]
      .filter((id) => !isThere(id))
      .map((id) => `The claim "${id}" is expected and did not come.`),
    ...absent.filter(isThere).map((id) => `The claim "${id}" came and should not.`),
  ];
}

function refusalFaults(
  { code, userMessage, status: expectedStatus }: Expectation & { kind: 'refusal' },
  outcome: CallOutcome,
  status: number,
): string[] {
  if (outcome.outcome !== 'error') return [`A refusal is expected; ${described(outcome, status)}`];
  const faults = statusFaults(expectedStatus, status);
  if (code !== undefined && outcome.code !== code) {
    faults.push(`The code is ${shownCode(outcome.code)}; "${code}" is expected.`);
  }
  if (userMessage && !userMessage.test(outcome.userMessage)) {
    faults.push('The userMessage does not match the pattern of the case.');
  }
  return faults;
}

/** A code is a word of the API's; anything longer may hold what a user typed. */
function shownCode(code: string | undefined): string {
  if (code === undefined) return 'missing';
  return /^[\w.-]{1,64}$/.test(code) ? `"${code}"` : 'another text';
}

function described({ outcome }: CallOutcome, status: number): string {
  const words: Readonly<Record<CallOutcome['outcome'], string>> = {
    claims: 'B2C would take the answer for claims',
    error: 'B2C would take the answer for a refusal',
    failed: 'B2C would take the answer for a failure',
    'type-mismatch': 'B2C would stumble over the type of a claim',
    'not-sent': 'nothing was sent',
  };
  return `${words[outcome]} (${status}).`;
}
