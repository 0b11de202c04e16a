/**
 * The words that a programming model (`@azure/functions`) and its host exchange: the surface of
 * `@azure/functions-core`, as far as this host needs it. Types only.
 *
 * @see facts runtime 2
 */

/** How serious a line of log is. */
export type LogLevel =
  | 'trace'
  | 'debug'
  | 'information'
  | 'warning'
  | 'error'
  | 'critical'
  | 'none';

/** Who wrote a line of log: the app itself, or the machinery around it. */
export type LogCategory = 'user' | 'system' | 'customMetric';

/** One binding of a function: its trigger, an input or an output, with that binding's own settings. */
export interface BindingInfo {
  readonly type: string;
  readonly direction: 'in' | 'out' | 'inout';
  readonly [setting: string]: unknown;
}

/** What `app.http`, `app.timer` … hand over. */
export interface FunctionMetadata {
  readonly name: string;
  /** The name, where absent. */
  readonly functionId?: string;
  readonly bindings: Readonly<Record<string, BindingInfo>>;
}

/** A handler, called by the programming model: inputs first, context last. */
export type FunctionCallback = (...args: unknown[]) => unknown;

/** Data that hooks of one scope share. */
export type HookData = Record<string, unknown>;

/** A hook; what its context holds depends on the hook's name. */
export type HookCallback = (context: object) => unknown;

/** A request or response as it travels between host and programming model. */
export interface HttpData {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: TypedData | null;
  readonly statusCode?: string;
  readonly cookies?: readonly HttpCookie[];
  readonly enableContentNegotiation?: boolean;
}

/** A cookie as a function sets it; `expires` in seconds since 1970, `maxAge` in seconds. */
export interface HttpCookie {
  readonly name?: string;
  readonly value?: string;
  readonly domain?: { readonly value?: string };
  readonly path?: { readonly value?: string };
  readonly expires?: { readonly value?: { readonly seconds?: number } };
  readonly secure?: { readonly value?: boolean };
  readonly httpOnly?: { readonly value?: boolean };
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  readonly maxAge?: { readonly value?: number };
}

/** One value on its way in or out; exactly one property is set. */
export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: HttpData;
}

/** What a function is called with. */
export interface InvocationRequest {
  readonly invocationId: string;
  readonly functionId: string;
  readonly inputData: readonly { readonly name: string; readonly data: TypedData }[];
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  readonly traceContext: {
    readonly traceParent: string;
    readonly traceState: string;
    readonly attributes: Readonly<Record<string, string>>;
  };
}

/** What a function answered. */
export interface InvocationResponse {
  readonly returnValue?: TypedData | null;
  readonly outputData?: readonly { readonly name: string; readonly data?: TypedData | null }[];
}

/** What the programming model knows of the call it is asked to make. */
export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  log(level: LogLevel, category: LogCategory, message: string): void;
}

/** One call, in the programming model's hands. */
export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], handler: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
}

/** What `setProgrammingModel` registers. */
export interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>;
  getCapabilities?(
    capabilities: Record<string, string>,
  ): Record<string, string> | Promise<Record<string, string>>;
}
