import { claimToText } from '../caller/claim-forms.ts';
import { fold } from '../compiler/id-map.ts';
import type { Precondition } from '../compiler/model-journeys.ts';
import type { ClaimsBag } from './claims-bag.ts';
import type { EngineSettings } from './engine-settings.ts';

/** A precondition, judged. */
export interface JudgedPrecondition {
  readonly precondition: Precondition;
  readonly isSatisfied: boolean;
  /** `"objectId" exists` */
  readonly reason: string;
}

/**
 * The first precondition that is satisfied, and all that were looked at; what it stands at is skipped.
 * @see facts engine 3.3
 */
export function judgePreconditions(
  preconditions: readonly Precondition[],
  bag: ClaimsBag,
  settings: EngineSettings,
): {
  readonly skips: JudgedPrecondition | undefined;
  readonly judged: readonly JudgedPrecondition[];
} {
  const judged: JudgedPrecondition[] = [];
  for (const precondition of preconditions) {
    const verdict = { precondition, ...judge(precondition, bag, settings) };
    judged.push(verdict);
    if (verdict.isSatisfied && isSkip(precondition)) return { skips: verdict, judged };
  }
  return { skips: undefined, judged };
}

function isSkip({ action }: Precondition): boolean {
  return fold(action).startsWith('skipthis');
}

type Verdict = Pick<JudgedPrecondition, 'isSatisfied' | 'reason'>;

function judge(precondition: Precondition, bag: ClaimsBag, settings: EngineSettings): Verdict {
  return precondition.type === 'ClaimsExist'
    ? judgeExistence(precondition, bag, settings)
    : judgeEquality(precondition, bag);
}

/** Several claims are an "and". */
function judgeExistence(
  { values, executeActionsIf }: Precondition,
  bag: ClaimsBag,
  { emptyClaimExists }: EngineSettings,
): Verdict {
  const exists = (id: string) =>
    emptyClaimExists ? bag.has(id) : (bag.get(id) ?? undefined) !== undefined;
  const missing = values.find((id) => !exists(id));
  const reason =
    missing === undefined ? `${list(values)} exists` : `${list([missing])} does not exist`;
  return { isSatisfied: (missing === undefined) === executeActionsIf, reason };
}

/**
 * Compares text, letters' case included; a boolean is `True` or `False`. A claim that is absent or
 * empty makes the precondition void, whatever ExecuteActionsIf says.
 */
function judgeEquality({ values, executeActionsIf }: Precondition, bag: ClaimsBag): Verdict {
  const [id = '', literal = ''] = values;
  const value = bag.get(id);
  if (value === undefined || value === null) {
    return {
      isSatisfied: false,
      reason: `${list([id])} has no value: the precondition is ignored`,
    };
  }
  const dataType = bag.claimType(id)?.dataType ?? 'string';
  const isEqual = claimToText(value, dataType, 'text') === literal;
  const reason = `${list([id])} ${isEqual ? 'equals' : 'differs from'} "${literal}"`;
  return { isSatisfied: isEqual === executeActionsIf, reason };
}

function list(ids: readonly string[]): string {
  return ids.map((id) => `"${id}"`).join(', ');
}
