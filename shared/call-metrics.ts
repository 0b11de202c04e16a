import type { HttpResponseInit } from '@azure/functions';
import { ClaimsRejected, CountersignError, DeadlineExceeded, unexpectedCode } from './errors.ts';
import { count, record } from './metrics.ts';
import type { RestfulProfile } from './profile.ts';

type Profile = Pick<RestfulProfile, 'id'>;

/** `requestDurationMs` by profile and status: one sample a call, in all that `serve` does. */
export async function measureCall(
  { id }: Profile,
  answer: () => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  const startedAt = performance.now();
  const response = await answer();
  const status = String(response.status ?? 200);
  record('requestDurationMs', performance.now() - startedAt, { profile: id, status });
  return response;
}

/** A function may build its code from anything; what is no code is none of ours to pass on. */
const codeShape = /^[A-Z][A-Z0-9_]{0,63}$/;

/** `refusal` by profile and code; `deadline` by profile. */
export function countFault(error: unknown, { id: profile }: Profile): void {
  count('refusal', { profile, code: codeOf(error) });
  if (error instanceof DeadlineExceeded) count('deadline', { profile });
}

function codeOf(error: unknown): string {
  if (!(error instanceof CountersignError)) return unexpectedCode;
  const code = error instanceof ClaimsRejected ? error.reason : error.code;
  return codeShape.test(code) ? code : 'OTHER';
}

/** `dependencyDurationMs` by dependency and outcome: one sample an operation, its rounds and retries included. */
export async function measureDependency<Result>(
  dependency: string,
  operation: () => Promise<Result>,
): Promise<Result> {
  const startedAt = performance.now();
  let outcome = 'failed';
  try {
    const result = await operation();
    outcome = 'answered';
    return result;
  } finally {
    record('dependencyDurationMs', performance.now() - startedAt, { dependency, outcome });
  }
}
