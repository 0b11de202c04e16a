/** A path into JSON: names of members and indexes of lists. */
export type JsonPath = readonly (string | number)[];

type Container = Record<string | number, unknown> | unknown[];

/** More would be a slip of the pen in the policy, and a long list of nothing. */
const maximumIndex = 999;

const step = /(?:^\$?\.?|\.)([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]/y;

/**
 * Reads the path that a PartnerClaimType is where ResolveJsonPathsInJsonTokens is set:
 * `emails[0].address`, `account['odd name']`. Undefined where it is none.
 * @see facts rest-contract 3.3
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  const path: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const [, name, index, quoted] = step.exec(text) ?? [];
    if (index !== undefined && Number(index) > maximumIndex) return undefined;
    const key = index === undefined ? (name ?? quoted) : Number(index);
    if (key === undefined) return undefined;
    path.push(key);
  }
  return typeof path[0] === 'string' ? path : undefined;
}

/**
 * Sets a value in an object without a prototype, making the objects and lists on the way. Returns
 * false where something else stands in the way.
 */
export function setAtPath(root: Container, path: JsonPath, value: unknown): boolean {
  let container: unknown = root;
  for (const [depth, key] of path.entries()) {
    const members = membersOf(container, key);
    if (members === undefined) return false;
    const isLast = depth === path.length - 1;
    if (isLast && members[key] !== undefined) return false;
    members[key] ??= isLast ? value : emptyFor(path[depth + 1]);
    container = members[key];
  }
  return true;
}

/** A list has indexes, an object has names. */
function membersOf(
  container: unknown,
  key: string | number,
): Record<string | number, unknown> | undefined {
  if (!isContainer(container) || Array.isArray(container) !== (typeof key === 'number'))
    return undefined;
  return container as Record<string | number, unknown>;
}

function emptyFor(key: string | number | undefined): Container {
  return typeof key === 'number' ? [] : Object.create(null);
}

/** Puts something in the place of a list's missing items: B2C fails on the null that JSON would hold. */
export function fillHoles(value: unknown): void {
  if (!isContainer(value)) return;
  if (Array.isArray(value)) {
    const filler = isContainer(value.at(-1)) ? {} : '';
    for (const index of value.keys()) value[index] ??= filler;
  }
  for (const member of Object.values(value)) fillHoles(member);
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
