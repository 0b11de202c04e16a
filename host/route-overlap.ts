import type { RouteSegment } from './route-template.ts';
import type { HttpFunction } from './router.ts';

/** Two functions of which the less particular one answers calls that look like the other's. */
export interface ShadowedRoute {
  readonly winner: HttpFunction;
  readonly loser: HttpFunction;
}

/**
 * Finds routes that are never or not always reached, because a function whose name comes first has a
 * parameter where they have a text: the real host goes by name, not by how particular a route is.
 * @see facts runtime 1, "Routing"
 */
export function findShadowedRoutes(functions: readonly HttpFunction[]): ShadowedRoute[] {
  return functions.flatMap((winner, index) =>
    functions
      .slice(index + 1)
      .filter((loser) => shareMethod(winner, loser) && shadows(winner, loser))
      .map((loser) => ({ winner, loser })),
  );
}

function shareMethod(a: HttpFunction, b: HttpFunction): boolean {
  if (a.methods.length === 0 || b.methods.length === 0) return true;
  return a.methods.some((method) => b.methods.includes(method));
}

function shadows(winner: HttpFunction, loser: HttpFunction): boolean {
  let [isLessParticular, isMoreParticular] = [false, false];
  const length = Math.max(winner.template.length, loser.template.length);
  for (let index = 0; index < length; index++) {
    const [mine, other] = [winner.template[index], loser.template[index]];
    if (mine && isCatchAll(mine)) return true;
    if (!mine || !other || !canMeet(winner, mine, other)) return false;
    const difference = particularity(winner, mine) - particularity(loser, other);
    if (difference < 0) isLessParticular = true;
    if (difference > 0) isMoreParticular = true;
  }
  return isLessParticular || !isMoreParticular;
}

/** A text goes before a parameter with a constraint, and that before any other. */
function particularity({ constraints }: HttpFunction, segment: RouteSegment): number {
  if (isLiteral(segment)) return 2;
  const names = segment.map((part) => (part.kind === 'parameter' ? part.name : undefined));
  return constraints.some(({ name }) => names.includes(name)) ? 1 : 0;
}

/** Whether one text can match both segments; a constraint decides where the other is a text. */
function canMeet(winner: HttpFunction, mine: RouteSegment, other: RouteSegment): boolean {
  const text = literalOf(other);
  if (text === undefined) return true;
  if (isLiteral(mine)) return literalOf(mine)?.toLowerCase() === text.toLowerCase();
  const [part] = mine;
  if (part?.kind !== 'parameter' || mine.length > 1) return true;
  const constraints = winner.constraints.filter(({ name }) => name === part.name);
  return constraints.every(({ check }) => check(text));
}

function isCatchAll([part]: RouteSegment): boolean {
  return part?.kind === 'parameter' && part.isCatchAll;
}

function isLiteral(segment: RouteSegment): boolean {
  return segment.every((part) => part.kind === 'literal');
}

function literalOf([part]: RouteSegment): string | undefined {
  return part?.kind === 'literal' ? part.text : undefined;
}
