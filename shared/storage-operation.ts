import type { TableClient } from '@azure/data-tables';
import * as z from 'zod';
import { measureDependency } from './call-metrics.ts';
import { DependencyUnavailable } from './errors.ts';
import { openTable, wasSentAgain } from './storage-connection.ts';

/** What the SDK takes besides an operation's own arguments. */
export interface OperationOptions {
  readonly abortSignal: AbortSignal;
}

/** One request to a table. */
export type Operation<Result> = (client: TableClient, options: OperationOptions) => Promise<Result>;

/** Whose table, and which answers are no failure. */
export interface OperationContext {
  readonly table: string;
  /** OData codes of answers that the caller expects: they give undefined. */
  readonly expected: readonly string[];
  readonly signal: AbortSignal;
  /** Told where an expected answer is that to a request which was sent again. */
  readonly onSentAgain?: () => void;
}

/** There is no such entity. */
export const absentCodes = ['ResourceNotFound', 'EntityNotFound', 'TableNotFound'];
/** The key is taken. */
export const takenCodes = ['EntityAlreadyExists'];
/** The entity is not in the state that was read. */
export const changedCodes = ['UpdateConditionNotSatisfied', 'ConditionNotMet', ...absentCodes];

/**
 * Asks storage. Undefined for the answers that are expected. Makes a table that is missing, unless that
 * is expected, and asks again. Throws DependencyUnavailable where storage does not answer, is too busy
 * or does not let us in; what it refuses to store is a fault of the data, and the SDK's error.
 */
export function attempt<Result>(
  context: OperationContext,
  operation: Operation<Result>,
): Promise<Result | undefined> {
  return measureDependency('table storage', () => attemptOnce(context, operation));
}

/**
 * As `attempt`, for a write: whether it was done. Where an answer is lost the SDK sends the request
 * again, and what it is refused for may be its own doing: then `isDone` looks.
 */
export async function attemptWrite<Result>(
  context: OperationContext,
  operation: Operation<Result>,
  isDone: () => Promise<boolean>,
): Promise<boolean> {
  let isSentAgain = false;
  const onSentAgain = () => {
    isSentAgain = true;
  };
  const answer = await attempt({ ...context, onSentAgain }, operation);
  return answer !== undefined || (isSentAgain && isDone());
}

async function attemptOnce<Result>(
  context: OperationContext,
  operation: Operation<Result>,
): Promise<Result | undefined> {
  const client = await openTable(context.table);
  const options = { abortSignal: context.signal };
  const answer = await settle(context, () => operation(client, options));
  if (answer !== tableIsMissing) return answer;
  await settle({ expected: ['TableAlreadyExists'] }, () => client.createTable(options));
  const second = await settle(context, () => operation(client, options));
  if (second === tableIsMissing) throw unavailable();
  return second;
}

const tableIsMissing = Symbol('TableNotFound');

async function settle<Result>(
  { expected, onSentAgain }: Pick<OperationContext, 'expected' | 'onSentAgain'>,
  ask: () => Promise<Result>,
): Promise<Result | undefined | typeof tableIsMissing> {
  try {
    return await ask();
  } catch (error) {
    const code = odataCode(error);
    if (code !== undefined && expected.includes(code)) {
      const { request } = errorShape.safeParse(error).data ?? {};
      if (request && wasSentAgain(request)) onSentAgain?.();
      return undefined;
    }
    if (code === 'TableNotFound') return tableIsMissing;
    throw storageFault(error);
  }
}

/** What an error of the SDK means to the caller. */
export function storageFault(error: unknown): unknown {
  return isFaultOfData(error) ? error : unavailable(error);
}

/** 400 and 413: a value that is too large or of no type of theirs. Of credentials 400 says something else. */
function isFaultOfData(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const { statusCode, name } = errorShape.safeParse(error).data ?? {};
  return (statusCode === 400 || statusCode === 413) && name === 'RestError';
}

function unavailable(cause?: unknown): DependencyUnavailable {
  return new DependencyUnavailable('table storage', cause);
}

/** The service's own name of what went wrong. */
export function odataCode(error: unknown): string | undefined {
  const shape = errorShape.safeParse(error).data;
  return shape?.details?.odataError?.code ?? shape?.code;
}

const errorShape = z.object({
  name: z.string().optional(),
  statusCode: z.number().optional(),
  code: z.string().optional(),
  request: z.custom<object>((value) => typeof value === 'object' && value !== null).optional(),
  details: z
    .object({ odataError: z.object({ code: z.string().optional() }).optional() })
    .optional(),
});
