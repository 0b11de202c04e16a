import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransformationCall } from '../../compiler/define-transformation.ts';
import type {
  ClaimSlots,
  InputValues,
  ParameterSlots,
  ParameterValues,
} from '../../compiler/transformation-slots.ts';
import { TransformationFailed } from '../../shared/errors.ts';

/** The clock, tenant and randomness of the examples in docs/transformations.md. */
export const exampleCall: TransformationCall = {
  now: new Date('2024-04-02T09:30:00Z'),
  randomBytes: (length) => Buffer.from('2a'.padStart(length * 2, '0'), 'hex'),
  policyKey: (name) => (name === 'B2C_1A_HashSecret' ? 'development-only-secret' : undefined),
  localizedString: () => undefined,
  restrictionOf: () => ({ options: [], predicateGroups: [] }),
  otherInputClaims: [],
  otherInputParameters: [],
  otherOutputClaims: [],
};

interface Defined {
  readonly method: string;
  readonly inputClaims?: ClaimSlots;
  readonly inputParameters?: ParameterSlots;
  // biome-ignore lint/suspicious/noExplicitAny: only a rest of any takes every method's own types
  readonly transform: (...inputs: any[]) => unknown;
}

type Row<Method extends Defined> = {
  readonly name: string;
  readonly call?: Partial<TransformationCall>;
} & Given<'claims', InputValues<NonNullable<Method['inputClaims']>>> &
  Given<'parameters', ParameterValues<NonNullable<Method['inputParameters']>>> &
  Outcome<Method>;

/** A method without claims or parameters has none to say. */
type Given<Key extends string, Values> = keyof Values extends never
  ? unknown
  : { readonly [Name in Key]: Values };

type Outcome<Method extends Defined> =
  | { readonly output: Awaited<ReturnType<Method['transform']>> }
  | { readonly fails: FailureShown };

/** The message key that a failure shows, or "without a message". */
type FailureShown = string;

/** One test a row: `transform` gives the output, or fails with the message. */
export function testTransform<const Method extends Defined>(
  method: Method,
  rows: readonly Row<Method>[],
): void {
  for (const row of rows) {
    const {
      name,
      claims = {},
      parameters = {},
      call,
    } = row as Row<Method> & {
      claims?: object;
      parameters?: object;
    };
    const run = async () => method.transform(claims, parameters, { ...exampleCall, ...call });
    test(`${method.method} ${name}`, async () => {
      if ('output' in row) assert.deepEqual(await run(), row.output);
      else await assert.rejects(run, (error) => hasFailed(error, row.fails));
    });
  }
}

function hasFailed(error: unknown, shown: FailureShown): boolean {
  assert.ok(error instanceof TransformationFailed, String(error));
  assert.equal(error.messageKey ?? 'without a message', shown);
  return true;
}
