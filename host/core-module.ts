import * as nodeModule from 'node:module';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './core-api.ts';
import type { LogEntry, Registry } from './registry.ts';

const coreModuleName = '@azure/functions-core';

/** What the real host and worker said that this one was compared with. @see facts runtime */
const workerVersion = '3.9.1';
const hostVersion = '4.1037.0';

/** Something an app can take back: a function, a hook. */
class Disposable {
  #dispose: (() => unknown) | undefined;

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): unknown {
    const dispose = this.#dispose;
    this.#dispose = undefined;
    return dispose?.();
  }
}

/** The module an app gets for `@azure/functions-core`. @see facts runtime 2 */
export type CoreModule = ReturnType<typeof createCoreModule>;

/** Makes that module for one app; what the app registers ends in `registry`. */
export function createCoreModule(registry: Registry, writeLog: (entry: LogEntry) => void) {
  return {
    version: workerVersion,
    get hostVersion(): string {
      return hostVersion;
    },
    Disposable,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
      new Disposable(registry.registerFunction(metadata, callback)),
    registerHook: (name: string, callback: HookCallback) =>
      new Disposable(registry.registerHook(name, callback)),
    setProgrammingModel: (model: ProgrammingModel) => {
      registry.programmingModel = model;
    },
    getProgrammingModel: () => registry.programmingModel,
    log: (level: LogLevel, category: LogCategory, message: string) =>
      writeLog({ level, category, message }),
  };
}

type Load = (this: unknown, request: string, ...rest: unknown[]) => unknown;

/**
 * Opens the door the library knocks at: from now on `require('@azure/functions-core')` gives `core`,
 * whoever asks. The package does not exist on npm, so nothing is shadowed.
 * @see facts runtime 3.2
 */
export function provideToCommonJs(core: CoreModule): void {
  const loader = nodeModule.Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function (request, ...rest) {
    return request === coreModuleName ? core : load.call(this, request, ...rest);
  };
}

/**
 * The same for an app that imports the core module from ESM. Only done for apps that are ESM: the
 * hooks cost every later import a little.
 */
export function provideToEsm(core: CoreModule): void {
  const url = 'functions-core:module';
  const key = Symbol.for(coreModuleName);
  Object.defineProperty(globalThis, key, { value: core });
  const names = Object.keys(core).join(', ');
  const source = `const core = globalThis[Symbol.for('${coreModuleName}')];
    export default core; export const { ${names} } = core;`;
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      specifier === coreModuleName
        ? { url, format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (target, context, next) =>
      target === url ? { source, format: 'module', shortCircuit: true } : next(target, context),
  });
}
