import { journeyOperations } from './journey-operations.ts';
import type { Operation } from './operation.ts';
import { peopleOperations } from './people-operations.ts';
import { providerOperations } from './provider-operations.ts';
import { runAgainOperation } from './run-again-operation.ts';
import { stateOperations } from './state-operations.ts';

/** Every operation of `/_emulator/api`, in the order of its description. */
export const operations: readonly Operation[] = [
  ...stateOperations,
  ...peopleOperations,
  ...providerOperations,
  ...journeyOperations,
  runAgainOperation,
];
