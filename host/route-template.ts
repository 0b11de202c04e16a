/** A `{name}` of a route template. */
export interface RouteParameter {
  readonly kind: 'parameter';
  readonly name: string;
  /** `{*rest}` or `{**rest}`: takes all that is left, slashes and all. */
  readonly isCatchAll: boolean;
  readonly isOptional: boolean;
  readonly defaultValue: string | undefined;
  /** As written: "int", "length(2,4)". */
  readonly constraints: readonly string[];
}

/** A text of a route template; compared without regard to case. */
export interface RouteLiteral {
  readonly kind: 'literal';
  readonly text: string;
}

/** What stands between two slashes: usually one part, several as in `{a}-{b}.json`. */
export type RouteSegment = readonly (RouteLiteral | RouteParameter)[];

/** A route template, as ASP.NET Core reads it. */
export type RouteTemplate = readonly RouteSegment[];

/**
 * Reads a route template including the route prefix.
 * @throws SyntaxError with a sentence about what is wrong.
 * @see facts runtime 1, "Routing"
 */
export function parseRouteTemplate(text: string): RouteTemplate {
  const route = text.replace(/^~?\//, '').replace(/\/$/, '');
  if (route === '') return [];
  const segments = readSegments(route);
  const names = new Set<string>();
  segments.forEach((segment, index) => {
    checkSegment(segment, index === segments.length - 1);
    for (const part of segment) if (part.kind === 'parameter') addName(names, part.name);
  });
  return segments;
}

type RoutePart = RouteLiteral | RouteParameter;

function readSegments(route: string): RouteTemplate {
  const segments: RoutePart[][] = [[]];
  let index = 0;
  while (index < route.length) {
    const { part, end } = readPart(route, index);
    if (part) segments.at(-1)?.push(part);
    else segments.push([]);
    index = end;
  }
  if (segments.every((segment) => segment.length > 0)) return segments;
  throw new SyntaxError('it has two slashes side by side');
}

/** Text between braces and slashes; doubled braces stand for single ones. */
const literalPattern = /(?:[^{}/]|\{\{|\}\})+/y;

/** Reads what begins at `index`: a part, or a slash. */
function readPart(route: string, index: number): { part?: RoutePart; end: number } {
  if (route[index] === '/') return { end: index + 1 };
  if (route[index] === '{' && route[index + 1] !== '{') {
    const end = findClosingBrace(route, index);
    return { part: parseParameter(route.slice(index + 1, end)), end: end + 1 };
  }
  literalPattern.lastIndex = index;
  const text = literalPattern.exec(route)?.[0];
  if (text === undefined) throw new SyntaxError('its braces do not pair up');
  return { part: parseLiteral(text), end: index + text.length };
}

/** A parameter may hold doubled braces (in a regex) and slashes. */
function findClosingBrace(route: string, start: number): number {
  const match = /^\{(?:[^{}]|\{\{|\}\})*\}/.exec(route.slice(start));
  if (!match) throw new SyntaxError('its braces do not pair up');
  return start + match[0].length - 1;
}

function unescapeBraces(text: string): string {
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}

function parseLiteral(text: string): RouteLiteral {
  if (text.includes('?')) throw new SyntaxError(`"${text}" has a question mark`);
  return { kind: 'literal', text: unescapeBraces(text) };
}

function parseParameter(text: string): RouteParameter {
  const stars = /^\*{0,2}/.exec(text)?.[0] ?? '';
  const name = /^[^:=?]*/.exec(text.slice(stars.length))?.[0] ?? '';
  if (!/^[^*{}/\s]+$/.test(name)) throw new SyntaxError(`"{${text}}" has no name`);
  const { constraints, rest } = readConstraints(text.slice(stars.length + name.length));
  const isOptional = rest === '?';
  return {
    kind: 'parameter',
    name,
    isCatchAll: stars !== '',
    isOptional,
    defaultValue: rest.startsWith('=') ? unescapeBraces(rest.slice(1)) : undefined,
    constraints,
  };
}

/** Reads ":int:range(1,5)"; an argument in parentheses may hold anything. */
function readConstraints(text: string): { constraints: string[]; rest: string } {
  const constraints: string[] = [];
  let rest = text;
  for (;;) {
    const match = /^:((?:[^:=?(]+)(?:\((?:.*?)\)(?=[:=?]|$))?)/.exec(rest);
    if (!match) break;
    constraints.push(unescapeBraces(match[1] ?? ''));
    rest = rest.slice(match[0].length);
  }
  if (rest === '' || rest === '?' || rest.startsWith('=')) return { constraints, rest };
  throw new SyntaxError(`"${text}" is no constraint`);
}

function checkSegment(segment: RouteSegment, isLast: boolean): void {
  for (const [index, part] of segment.entries()) {
    if (part.kind === 'literal') continue;
    if (segment[index - 1]?.kind === 'parameter') {
      throw new SyntaxError(`"{${part.name}}" follows another parameter`);
    }
    if (part.isCatchAll) checkCatchAll(part, isLast && segment.length === 1);
    else if (part.isOptional && segment.length > 1) checkOptionalPart(segment, index);
  }
}

function checkCatchAll({ name, isOptional }: RouteParameter, standsAtEnd: boolean): void {
  if (!standsAtEnd) throw new SyntaxError(`"{*${name}}" has to stand alone at the end`);
  if (isOptional) throw new SyntaxError(`"{*${name}}" cannot be optional`);
}

/** Within a segment an optional part has to be the last one, after a dot: `{name}.{extension?}`. */
function checkOptionalPart(segment: RouteSegment, index: number): void {
  const before = segment[index - 1];
  const followsDot = before?.kind === 'literal' && before.text === '.';
  if (followsDot && index === segment.length - 1) return;
  throw new SyntaxError('an optional part of a segment has to be its last one, after a dot');
}

function addName(names: Set<string>, name: string): void {
  const key = name.toLowerCase();
  if (names.has(key)) throw new SyntaxError(`"{${name}}" is there twice`);
  names.add(key);
}
