import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  HookData,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './core-api.ts';

/** A function as the app registered it. */
export interface RegisteredFunction {
  readonly name: string;
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** The hooks an app may register; `log` is called synchronously. */
type HookName = 'appStart' | 'appTerminate' | 'preInvocation' | 'postInvocation' | 'log';

/** One line of the app's or the machinery's log, before hooks and filters have seen it. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly message: string;
  /** The function whose call wrote it, where it was one. */
  readonly functionName?: string;
  readonly invocationContext?: unknown;
  readonly hookData?: HookData;
}

/** An error of the kind the real worker marks as its own. */
export function systemError(error: Error): Error {
  return Object.assign(error, { isAzureFunctionsSystemError: true });
}

/** Everything an app has told the host while it was loaded. */
export class Registry {
  readonly functions = new Map<string, RegisteredFunction>();
  readonly hooks: Readonly<Record<HookName, HookCallback[]>> = {
    appStart: [],
    appTerminate: [],
    preInvocation: [],
    postInvocation: [],
    log: [],
  };
  /** Shared by hooks of every scope. */
  readonly appHookData: HookData = {};
  /** Shared by the hooks appStart and appTerminate alone. */
  readonly appLevelHookData: HookData = {};
  programmingModel: ProgrammingModel | undefined;
  /** Once true, functions can be neither registered nor disposed of. */
  isLocked = false;

  /** @throws Error once the app has started, or where the function is registered already. */
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): () => void {
    if (this.isLocked) {
      throw systemError(new Error('A function can only be registered during app startup.'));
    }
    const name = metadata.name ?? metadata.functionId;
    const id = metadata.functionId ?? name;
    if (this.functions.has(id)) {
      throw systemError(new Error(`A function named "${id}" has already been registered.`));
    }
    this.functions.set(id, { name, metadata, callback });
    return () => this.#disposeFunction(id);
  }

  /** @throws RangeError for a name that is no hook's. */
  registerHook(name: string, callback: HookCallback): () => void {
    if (!Object.hasOwn(this.hooks, name)) {
      throw systemError(new RangeError(`Unrecognized hook "${name}".`));
    }
    const callbacks = this.hooks[name as HookName];
    callbacks.push(callback);
    return () => {
      const index = callbacks.indexOf(callback);
      if (index >= 0) callbacks.splice(index, 1);
    };
  }

  /** Runs the hooks of one name, each after the other, in the order they were registered. */
  async runHooks(name: Exclude<HookName, 'log'>, context: object): Promise<void> {
    for (const callback of [...this.hooks[name]]) await callback(context);
  }

  #disposeFunction(id: string): void {
    if (this.isLocked) {
      throw systemError(new Error('A function can only be disposed during app startup.'));
    }
    this.functions.delete(id);
  }
}
