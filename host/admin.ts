import type { IncomingMessage } from 'node:http';
import type { TypedData } from './core-api.ts';
import type { DispatchScope } from './dispatch.ts';
import { stackOf } from './host-fault.ts';
import { invoke } from './invocation.ts';
import { isJsonObject } from './json-file.ts';
import type { RegisteredFunction } from './registry.ts';
import { isBodyTooLarge, readBody } from './request.ts';
import { type Answer, emptyAnswer } from './response.ts';
import { timerInput } from './timers.ts';
import { isOfType, type Trigger, triggerOf } from './trigger.ts';

/**
 * Answers `/admin/…`: `host/ping` to anybody, `POST functions/NAME` to holders of the master key (to
 * anybody where keys are not asked for). Whatever else the real host has there is 404.
 * @see facts runtime 1, "/admin/host/ping"
 */
export async function answerAdmin(
  scope: DispatchScope,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  if (/^\/admin\/host\/ping\/?$/i.test(path)) return emptyAnswer(200);
  if (scope.keys && !scope.keys.isMaster(request)) return unauthorized;
  const name = /^\/admin\/functions\/([^/]+)\/?$/i.exec(path)?.[1];
  const registered = name === undefined ? undefined : findFunction(scope, name);
  if (!registered || request.method !== 'POST') return emptyAnswer(404);
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    return emptyAnswer(415);
  }
  const body = isBodyTooLarge(request) ? undefined : await readJson(request);
  if (!isJsonObject(body)) return emptyAnswer(400);
  startFunction(scope, registered, body['input']);
  return emptyAnswer(202);
}

const unauthorized: Answer = { status: 401, headers: new Map([['www-authenticate', 'Bearer']]) };

function findFunction({ registry }: DispatchScope, name: string): RegisteredFunction | undefined {
  const key = name.toLowerCase();
  return [...registry.functions.values()].find((one) => one.name.toLowerCase() === key);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  try {
    return JSON.parse(body?.toString() ?? '');
  } catch {
    return undefined;
  }
}

/** The caller does not wait: it gets its 202, and the log tells how the call went. */
function startFunction(scope: DispatchScope, registered: RegisteredFunction, input: unknown): void {
  const { name } = registered;
  const category = `Function.${name}`;
  const trigger = triggerOf(registered);
  if (isOfType(trigger, 'httpTrigger')) {
    scope.log.write('warning', category, name, 'has an HTTP trigger: call its route instead.');
    return;
  }
  invoke(scope, registered, toInput(input, trigger)).then(
    () => scope.log.write('information', category, name, 'ran, as asked by an admin.'),
    (error) => scope.log.write('error', category, name, stackOf(error)),
  );
}

/** A timer gets what its timer would give it, any other function its "input" as text or JSON. */
function toInput(input: unknown, trigger: Trigger | undefined): TypedData {
  if (isOfType(trigger, 'timerTrigger')) return timerInput(undefined, undefined);
  return { string: typeof input === 'string' ? input : JSON.stringify(input ?? null) };
}
