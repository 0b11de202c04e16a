import type { FunctionCallback, HookData, LogCategory, LogLevel } from './core-api.ts';
import { type LogEntry, systemError } from './registry.ts';

/** What every hook gets. Its data may be changed but not replaced: writing to a property throws. */
export class HookContext {
  readonly #hookData: HookData;
  readonly #appHookData: HookData;

  constructor(hookData: HookData, appHookData: HookData) {
    this.#hookData = hookData;
    this.#appHookData = appHookData;
  }

  get hookData(): HookData {
    return this.#hookData;
  }

  set hookData(_: unknown) {
    throw readOnly('hookData');
  }

  get appHookData(): HookData {
    return this.#appHookData;
  }

  set appHookData(_: unknown) {
    throw readOnly('appHookData');
  }
}

/** What a preInvocation or postInvocation hook gets; inputs, handler, result and error may be replaced. */
export class InvocationHookContext extends HookContext {
  inputs: unknown[] = [];
  functionCallback: FunctionCallback | undefined;
  /** What the handler returned; null until it has. */
  result: unknown = null;
  /** What the handler threw; a hook that sets null takes the error back. */
  error: unknown = null;
  readonly #invocationContext: unknown;

  constructor(hookData: HookData, appHookData: HookData, invocationContext: unknown) {
    super(hookData, appHookData);
    this.#invocationContext = invocationContext;
  }

  get invocationContext(): unknown {
    return this.#invocationContext;
  }

  set invocationContext(_: unknown) {
    throw readOnly('invocationContext');
  }
}

/** What a log hook gets; level and message of the app's own lines may be replaced. */
export class LogHookContext extends HookContext {
  level: LogLevel;
  message: string;
  readonly #entry: LogEntry;

  constructor(entry: LogEntry, appHookData: HookData) {
    super(entry.hookData ?? {}, appHookData);
    this.level = entry.level;
    this.message = entry.message;
    this.#entry = entry;
  }

  get category(): LogCategory {
    return this.#entry.category;
  }

  set category(_: unknown) {
    throw readOnly('category');
  }

  get invocationContext(): unknown {
    return this.#entry.invocationContext;
  }

  set invocationContext(_: unknown) {
    throw readOnly('invocationContext');
  }
}

function readOnly(name: string): Error {
  return systemError(new TypeError(`Cannot assign to read only property '${name}'`));
}
