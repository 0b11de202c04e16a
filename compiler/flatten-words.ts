import type { Precondition } from './model-journeys.ts';

type Words = Pick<Precondition, 'type' | 'executeActionsIf' | 'values' | 'action'>;

/**
 * A precondition in words: `skipped if objectId exists`. A claim that is missing never satisfies
 * ClaimEquals, whatever ExecuteActionsIf says. @see facts policy-language 6.2
 */
export function preconditionWords({ type, executeActionsIf, values, action }: Words): string {
  const [claim = '?', literal = ''] = values;
  const effect = /^Skip/i.test(action) ? 'skipped' : action;
  if (type === 'ClaimsExist')
    return `${effect} ${executeActionsIf ? 'if' : 'unless'} ${claim} exists`;
  const test = executeActionsIf ? `is "${literal}"` : `exists and is not "${literal}"`;
  return `${effect} if ${claim} ${test}`;
}
