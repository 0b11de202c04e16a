import type { IncomingMessage, ServerResponse } from 'node:http';
import { stackOf } from './host-fault.ts';
import type { HostSettings } from './host-json.ts';
import { type InvocationScope, invoke } from './invocation.ts';
import type { Keys } from './keys.ts';
import type { Log } from './log.ts';
import { CallerGone, isBodyTooLarge, readBody, refuseHeaders, toHttpData } from './request.ts';
import { type RequestTarget, readRequestTarget } from './request-target.ts';
import { type Answer, emptyAnswer, sendAnswer, toAnswer } from './response.ts';
import type { RouteValues } from './route-match.ts';
import type { HttpFunction, Router } from './router.ts';
import { createThrottle } from './throttle.ts';

/** What answering a request takes. */
export interface DispatchScope extends InvocationScope {
  readonly settings: HostSettings;
  readonly router: Router;
  readonly log: Log;
  /** Undefined where every caller may call everything, as under `func start`. */
  readonly keys: Keys | undefined;
}

/** Answers one request; never rejects. */
export type Dispatch = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Makes the host's answer to every request. @see facts runtime 1 */
export function createDispatch(scope: DispatchScope): Dispatch {
  const throttle = createThrottle(scope.settings);
  const { customHeaders } = scope.settings;

  const callFunction = async (call: Call): Promise<Answer> => {
    if (scope.keys && !(await scope.keys.allow(call.found, call.request))) return emptyAnswer(401);
    return throttle.run(() => answerCall(scope, call)) ?? tooManyRequests;
  };

  const answer = async (request: IncomingMessage, target: RequestTarget): Promise<Answer> => {
    if (/^\/admin(?:\/|$)/i.test(target.path)) {
      const { answerAdmin } = await import('./admin.ts');
      return answerAdmin(scope, request, target.path);
    }
    const match = scope.router.find(request.method ?? '', target.path);
    if (match) return callFunction({ request, target, ...match });
    return target.path === '/' ? answerHomePage() : emptyAnswer(404);
  };

  return async (request, response) => {
    const refused = refuseHeaders(request);
    const target = readRequestTarget(request.url ?? '');
    if (refused !== undefined || !target) {
      response.writeHead(refused ?? 400, { 'Content-Length': 0, Connection: 'close' }).end();
      return;
    }
    try {
      sendAnswer(response, await answer(request, target), customHeaders);
    } catch (error) {
      scope.log.write('error', 'Host.General', 'host', stackOf(error));
      answerBroken(response, customHeaders);
    }
  };
}

/** After something that the host did not foresee: nothing of a half-made answer may go out. */
function answerBroken(response: ServerResponse, customHeaders: ReadonlyMap<string, string>): void {
  if (response.headersSent) response.destroy();
  else {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    sendAnswer(response, emptyAnswer(500), customHeaders);
  }
}

interface Call {
  readonly request: IncomingMessage;
  readonly target: RequestTarget;
  readonly found: HttpFunction;
  readonly values: RouteValues;
}

const tooManyRequests: Answer = {
  status: 429,
  headers: new Map([['x-function-scaleout', '1']]),
  isBare: true,
};

async function answerHomePage(): Promise<Answer> {
  if (/^(?:true|1)$/i.test(process.env['AzureWebJobsDisableHomepage'] ?? ''))
    return emptyAnswer(204);
  const { homePage } = await import('./home-page.ts');
  const headers = new Map([['content-type', 'text/html; charset=utf-8']]);
  return { status: 200, headers, body: Buffer.from(homePage) };
}

/** Calls the function and logs how it went: its name, the status and the time, nothing of the caller's. */
async function answerCall(scope: DispatchScope, call: Call): Promise<Answer> {
  const { name } = call.found.registered;
  const start = performance.now();
  const answer = await callHandler(scope, call);
  const took = Math.round(performance.now() - start);
  scope.log.write(
    'information',
    `Function.${name}`,
    name,
    `answered ${answer.status} in ${took} ms`,
  );
  return answer;
}

async function callHandler(scope: DispatchScope, call: Call): Promise<Answer> {
  const { request, found } = call;
  const { name, metadata } = found.registered;
  const fail = (message: string): Answer => {
    scope.log.write('error', `Function.${name}`, name, message);
    return emptyAnswer(500);
  };
  if (isBodyTooLarge(request)) return fail('The body is larger than the host takes.');
  try {
    const http = toHttpData({ ...call, body: await readBody(request) });
    const invocation = invoke(scope, found.registered, { http });
    const response = await withTimeout(invocation, scope.settings.functionTimeoutMs);
    return toAnswer(response, metadata.bindings);
  } catch (error) {
    // Nobody is left to read an answer, and it is no fault of the function's.
    if (error instanceof CallerGone) return emptyAnswer(400);
    return fail(stackOf(error));
  }
}

/**
 * The real host restarts its worker when a function takes too long. This one has no worker to restart:
 * the call gets its 500, while the function runs on and what it returns is dropped.
 * @see facts runtime 1, "functionTimeout"
 */
async function withTimeout<Result>(
  work: Promise<Result>,
  timeoutMs: number | undefined,
): Promise<Result> {
  if (timeoutMs === undefined) return work;
  const timeout = Promise.withResolvers<never>();
  const expire = () => timeout.reject(new Error(`functionTimeout of ${timeoutMs} ms is over.`));
  const timer = setTimeout(expire, Math.min(timeoutMs, 2 ** 31 - 1));
  try {
    return await Promise.race([work, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
