import type { RouteParameter, RouteSegment, RouteTemplate } from './route-template.ts';

/** Values of route parameters by the names that the template gives them. */
export type RouteValues = Map<string, string>;

/**
 * The values a path gives a template, undefined where it does not match. Constraints are not looked at.
 *
 * @param path - decoded, with its leading slash
 * @param pathSegments - `path` split at slashes, without the empty texts before the first and after
 * a last one
 */
export function matchRoute(
  template: RouteTemplate,
  path: string,
  pathSegments: readonly string[],
): RouteValues | undefined {
  const values: RouteValues = new Map();
  let offset = 1;
  for (const [index, text] of pathSegments.entries()) {
    const segment = template[index];
    if (text === '' || segment === undefined) return undefined;
    const parameter = singleParameter(segment);
    if (parameter?.isCatchAll) {
      values.set(parameter.name, path.slice(offset));
      return values;
    }
    if (!matchSegment(segment, text, values)) return undefined;
    offset += text.length + 1;
  }
  const isComplete = fillRest(template.slice(pathSegments.length), values);
  return isComplete ? values : undefined;
}

/** The segments that the path does not reach: each has to be optional or have a default. */
function fillRest(rest: RouteTemplate, values: RouteValues): boolean {
  for (const segment of rest) {
    const parameter = singleParameter(segment);
    if (!parameter) return false;
    const { isCatchAll, isOptional, defaultValue } = parameter;
    if (defaultValue !== undefined) values.set(parameter.name, defaultValue);
    else if (!isCatchAll && !isOptional) return false;
  }
  return true;
}

function singleParameter(segment: RouteSegment): RouteParameter | undefined {
  const [part] = segment;
  return segment.length === 1 && part?.kind === 'parameter' ? part : undefined;
}

function matchSegment(segment: RouteSegment, text: string, values: RouteValues): boolean {
  const [part] = segment;
  if (segment.length !== 1 || part === undefined) return matchComplexSegment(segment, text, values);
  if (part.kind === 'literal') return equalsIgnoringCase(part.text, text);
  values.set(part.name, text);
  return true;
}

function equalsIgnoringCase(literal: string, text: string): boolean {
  if (literal === text) return true;
  return literal.length === text.length && literal.toLowerCase() === text.toLowerCase();
}

/** `{name}.{extension?}` is tried with its optional end first, then without it and the dot. */
function matchComplexSegment(segment: RouteSegment, text: string, values: RouteValues): boolean {
  const last = segment.at(-1);
  const isOptional = last?.kind === 'parameter' && last.isOptional && !text.endsWith('.');
  const found =
    matchParts(segment, text) ?? (isOptional ? matchParts(segment.slice(0, -2), text) : undefined);
  for (const [name, value] of found ?? []) values.set(name, value);
  return found !== undefined;
}

/**
 * From right to left, as ASP.NET Core does it: each literal is found at its last possible place, so
 * earlier parameters get the longer texts. No parameter is empty.
 */
function matchParts(segment: RouteSegment, text: string): RouteValues | undefined {
  const values: RouteValues = new Map();
  let end = text.length;
  let pending: RouteParameter | undefined;
  for (const part of segment.toReversed()) {
    if (part.kind === 'parameter') {
      pending = part;
      continue;
    }
    const index = findLiteral(part.text, text, end, pending !== undefined);
    if (index < 0) return undefined;
    if (pending) values.set(pending.name, text.slice(index + part.text.length, end));
    pending = undefined;
    end = index;
  }
  if (!pending) return end === 0 ? values : undefined;
  return end > 0 ? values.set(pending.name, text.slice(0, end)) : undefined;
}

/** Where a literal stands that ends at `end`, or before it where a parameter follows; -1 for nowhere. */
function findLiteral(literal: string, text: string, end: number, isFollowed: boolean): number {
  const latest = end - literal.length - (isFollowed ? 1 : 0);
  if (latest < 0) return -1;
  const index = text.toLowerCase().lastIndexOf(literal.toLowerCase(), latest);
  return isFollowed || index === latest ? index : -1;
}
