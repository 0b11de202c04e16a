import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { isOwnBrowser, isThisMachine } from './callers.ts';
import { ApiRefusal, type EmulatorControls, type Operation } from './operation.ts';
import { operations } from './operations.ts';

const mostBytes = 8 * 1024 * 1024;

/**
 * The routes of `/_emulator/api`. Asked by another host name, or by a page of another origin, they refuse:
 * what a browser does for a stranger must not reach them.
 */
export function apiRoutes(controls: EmulatorControls): Hono {
  const api = new Hono();
  api.use(async (context, next) => {
    if (!isThisMachine(context)) {
      throw new ApiRefusal('forbidden', 'The Host is none of this machine.');
    }
    if (!isOwnBrowser(context)) {
      throw new ApiRefusal('forbidden', 'The Origin is not that of the workbench.');
    }
    context.header('Cache-Control', 'no-store');
    context.header('X-Content-Type-Options', 'nosniff');
    await next();
  });
  for (const operation of operations) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    api.on(operation.method, path, (context) => answer(operation, controls, context));
  }
  api.all('*', (context) => {
    throw new ApiRefusal('not_found', `There is no ${context.req.method} ${context.req.path}.`);
  });
  api.onError((fault, context) => {
    if (!(fault instanceof ApiRefusal)) throw fault;
    return context.json(errorBody(fault), fault.status);
  });
  return api;
}

function errorBody({ code, message }: ApiRefusal) {
  return { error: { code, message } };
}

async function answer(
  operation: Operation,
  controls: EmulatorControls,
  context: Context,
): Promise<Response> {
  const body = operation.body && (await readBody(operation.body, context));
  const value = await operation.handle({ controls, context, body });
  return operation.answer ? context.json(value as object) : context.body(null, 204);
}

async function readBody(schema: z.ZodType, context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (text.length > mostBytes) {
    throw new ApiRefusal('invalid_request', `The body has more than ${mostBytes} bytes.`);
  }
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    throw new ApiRefusal('invalid_request', 'The Content-Type is not application/json.');
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ApiRefusal('invalid_request', z.prettifyError(parsed.error));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiRefusal('invalid_request', 'The body is no JSON.');
  }
}
