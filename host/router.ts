import { HostFault, messageOf } from './host-fault.ts';
import type { RegisteredFunction } from './registry.ts';
import type { RouteConstraint } from './route-constraints.ts';
import { matchRoute, type RouteValues } from './route-match.ts';
import { parseRouteTemplate, type RouteTemplate } from './route-template.ts';
import { isOfType, triggerOf } from './trigger.ts';

/** A function with an HTTP trigger, ready to be found. */
export interface HttpFunction {
  readonly registered: RegisteredFunction;
  /** As the app wrote it, without the route prefix; the function's name where it wrote none. */
  readonly route: string;
  /** Upper case; none for any method. */
  readonly methods: readonly string[];
  readonly authLevel: string;
  readonly template: RouteTemplate;
  readonly constraints: readonly { readonly name: string; readonly check: RouteConstraint }[];
}

/** A function that is not served, and why. */
export interface FunctionError {
  readonly name: string;
  readonly message: string;
}

/** All HTTP functions of an app. */
export interface Router {
  /** In the order in which they are tried. */
  readonly functions: readonly HttpFunction[];
  readonly errors: readonly FunctionError[];
  /**
   * The function for a request: the first that matches, in the order of function names.
   * @param path - decoded, with its leading slash
   */
  find(method: string, path: string): { found: HttpFunction; values: RouteValues } | undefined;
}

/**
 * Builds the routes of an app.
 * @throws HostFault for a template that stops the real host, too.
 * @see facts runtime 1, "Routing"
 */
export async function createRouter(
  registered: Iterable<RegisteredFunction>,
  routePrefix: string,
): Promise<Router> {
  const functions: HttpFunction[] = [];
  const errors: FunctionError[] = [];
  for (const one of [...registered].sort(byName)) {
    const trigger = triggerOf(one);
    if (!trigger || !isOfType(trigger, 'httpTrigger')) continue;
    const candidate = await readHttpFunction(one, trigger.settings, routePrefix);
    const message = findProblem(candidate, functions);
    if (message === undefined) functions.push(candidate);
    else errors.push({ name: one.name, message });
  }
  return { functions, errors, find: (method, path) => findFunction(functions, method, path) };
}

/** Ordinal, without regard to case: by upper-case code units. */
function byName(a: RegisteredFunction, b: RegisteredFunction): number {
  const [left, right] = [a.name.toUpperCase(), b.name.toUpperCase()];
  return left < right ? -1 : Number(left > right);
}

async function readHttpFunction(
  registered: RegisteredFunction,
  settings: Readonly<Record<string, unknown>>,
  routePrefix: string,
): Promise<HttpFunction> {
  const { route, methods, authLevel } = settings;
  const text = typeof route === 'string' && route !== '' ? route : registered.name;
  try {
    const template = parseRouteTemplate(routePrefix === '' ? text : `${routePrefix}/${text}`);
    return {
      registered,
      route: text,
      methods: Array.isArray(methods) ? methods.map((method) => String(method).toUpperCase()) : [],
      authLevel: String(authLevel ?? 'function').toLowerCase(),
      template,
      constraints: await readConstraints(template),
    };
  } catch (error) {
    const problem = messageOf(error);
    const message = `Function "${registered.name}": route "${text}" stops the host: ${problem}.`;
    throw new HostFault(message, { cause: error });
  }
}

/** Loads the constraints only where a template has one: most apps start without them. */
async function readConstraints(template: RouteTemplate): Promise<HttpFunction['constraints']> {
  const parameters = template.flat().filter((part) => part.kind === 'parameter');
  if (parameters.every((parameter) => parameter.constraints.length === 0)) return [];
  const { parseRouteConstraint } = await import('./route-constraints.ts');
  return parameters.flatMap(({ name, constraints }) =>
    constraints.map((constraint) => ({ name, check: parseRouteConstraint(constraint) })),
  );
}

const validName = /^[a-z][a-z0-9_-]{0,127}$/i;

/** What makes the real host leave out this one function and serve the others. */
function findProblem(
  candidate: HttpFunction,
  earlier: readonly HttpFunction[],
): string | undefined {
  const { registered, route } = candidate;
  if (!validName.test(registered.name)) {
    return 'a function name is a letter, then up to 127 letters, digits, "-" and "_"';
  }
  if (/^(?:admin|runtime)/i.test(route)) {
    return `route "${route}" conflicts with one or more built in routes ("admin…", "runtime…")`;
  }
  const other = earlier.find((one) => hasSameRoute(one, candidate));
  return other && `route "${route}" conflicts with that of function "${other.registered.name}"`;
}

function hasSameRoute(a: HttpFunction, b: HttpFunction): boolean {
  if (plainRoute(a.route) !== plainRoute(b.route)) return false;
  if (a.methods.length === 0 || b.methods.length === 0) return true;
  return a.methods.some((method) => b.methods.includes(method));
}

function plainRoute(route: string): string {
  return route.replace(/^\/+|\/+$/g, '').toLowerCase();
}

function findFunction(functions: readonly HttpFunction[], method: string, path: string) {
  const segments = path.slice(1).split('/');
  if (segments.at(-1) === '') segments.pop();
  for (const found of functions) {
    if (found.methods.length > 0 && !found.methods.includes(method)) continue;
    const values = matchRoute(found.template, path, segments);
    if (values && fulfills(found, values)) return { found, values };
  }
  return undefined;
}

/** A parameter without a value, being optional, fulfills any constraint. */
function fulfills({ constraints }: HttpFunction, values: RouteValues): boolean {
  return constraints.every(({ name, check }) => {
    const value = values.get(name);
    return value === undefined || check(value);
  });
}
