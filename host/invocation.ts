import { randomUUID } from 'node:crypto';
import type {
  CoreInvocationContext,
  HookData,
  InvocationModel,
  InvocationRequest,
  InvocationResponse,
  TypedData,
} from './core-api.ts';
import { InvocationHookContext } from './hook-context.ts';
import type { LogEntry, RegisteredFunction, Registry } from './registry.ts';
import { triggerOf } from './trigger.ts';

/** What a call needs besides the function and its input. */
export interface InvocationScope {
  readonly registry: Registry;
  /** Takes what the function logs. */
  readonly writeLog: (entry: LogEntry) => void;
}

/**
 * Calls a function with the value of its trigger, hooks and all.
 * @throws whatever the function, one of its hooks or the programming model throws.
 * @see facts runtime 2
 */
export async function invoke(
  scope: InvocationScope,
  registered: RegisteredFunction,
  input: TypedData,
): Promise<InvocationResponse> {
  const model = scope.registry.programmingModel;
  if (!model) throw new Error('The app has registered no programming model.');
  const invocation = new Invocation(scope, registered, input);
  return invocation.run(await model.getInvocationModel(invocation.coreContext));
}

/** One call of one function: the life cycle that the real worker gives it. */
class Invocation {
  readonly coreContext: CoreInvocationContext;
  readonly #scope: InvocationScope;
  readonly #registered: RegisteredFunction;
  readonly #hookData: HookData = {};
  #context: unknown;

  constructor(scope: InvocationScope, registered: RegisteredFunction, input: TypedData) {
    this.#scope = scope;
    this.#registered = registered;
    const request = createRequest(registered, input);
    this.coreContext = {
      invocationId: request.invocationId,
      request,
      metadata: registered.metadata,
      state: undefined,
      log: (level, category, message) =>
        scope.writeLog({
          level,
          category,
          message,
          functionName: registered.name,
          invocationContext: this.#context,
          hookData: this.#hookData,
        }),
    };
  }

  async run(model: InvocationModel): Promise<InvocationResponse> {
    const { context, inputs } = await model.getArguments();
    this.#context = context;
    const before = this.#hookContext(inputs);
    before.functionCallback = this.#registered.callback;
    await this.#runHooks('preInvocation', before);
    const after = this.#hookContext(before.inputs);
    await this.#call(model, before, after);
    await this.#runHooks('postInvocation', after);
    if (after.error !== null && after.error !== undefined) throw after.error;
    return model.getResponse(context, after.result);
  }

  async #call(
    model: InvocationModel,
    { inputs, functionCallback = () => undefined }: InvocationHookContext,
    after: InvocationHookContext,
  ): Promise<void> {
    this.coreContext.state = 'invocation';
    try {
      after.result = await model.invokeFunction(this.#context, inputs, functionCallback);
    } catch (error) {
      // `throw undefined` is a failure too; only a hook can take one back.
      after.error = error ?? new Error(`The function threw ${error}.`);
    } finally {
      this.coreContext.state = undefined;
    }
  }

  async #runHooks(
    name: 'preInvocation' | 'postInvocation',
    context: InvocationHookContext,
  ): Promise<void> {
    this.coreContext.state = `${name}Hooks`;
    try {
      await this.#scope.registry.runHooks(name, context);
    } finally {
      this.coreContext.state = undefined;
    }
  }

  #hookContext(inputs: unknown[]): InvocationHookContext {
    const { appHookData } = this.#scope.registry;
    const hookContext = new InvocationHookContext(this.#hookData, appHookData, this.#context);
    hookContext.inputs = inputs;
    return hookContext;
  }
}

/** As the real host sends it locally, where the trace context is empty. */
function createRequest(registered: RegisteredFunction, data: TypedData): InvocationRequest {
  const name = triggerOf(registered)?.name;
  return {
    invocationId: randomUUID(),
    functionId: registered.metadata.functionId ?? registered.name,
    inputData: name === undefined ? [] : [{ name, data }],
    triggerMetadata: {},
    traceContext: { traceParent: '', traceState: '', attributes: {} },
  };
}
