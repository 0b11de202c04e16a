/** A path into JSON: names of members and indexes of lists. */
export type JsonPath = readonly (string | number)[];

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

type Container = Record<string | number, unknown> | unknown[];

/** Nothing else is entered or filled: what a claim's value holds is not ours to change. */
const madeHere = new WeakSet<object>();

/**
 * Sets a value in an object without a prototype, making the objects and lists on the way. Returns
 * false where something else stands in the way, be it a value that is an object itself.
 */
export function setAtPath(root: Container, path: JsonPath, value: unknown): boolean {
  let container: unknown = root;
  for (const [depth, key] of path.entries()) {
    const members = depth === 0 || isMadeHere(container) ? membersOf(container, key) : undefined;
    if (members === undefined) return false;
    const isLast = depth === path.length - 1;
    if (isLast && members[key] !== undefined) return false;
    members[key] ??= isLast ? value : containerFor(path[depth + 1]);
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

function containerFor(key: string | number | undefined): Container {
  const container: Container = typeof key === 'number' ? [] : Object.create(null);
  madeHere.add(container);
  return container;
}

/**
 * Puts an empty object in the place of each that is missing in a list: B2C fails on the null that JSON
 * would hold. Returns the path of a missing item that nothing can stand for, because its list holds
 * values; undefined where there is none.
 */
export function fillHoles(root: Container, path = ''): string | undefined {
  for (const [key, member] of Object.entries(root)) {
    if (!isMadeHere(member)) continue;
    const memberPath = Array.isArray(root) ? `${path}[${key}]` : `${path}${path && '.'}${key}`;
    const missing = fillList(member, memberPath) ?? fillHoles(member, memberPath);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function fillList(list: Container, path: string): string | undefined {
  if (!Array.isArray(list)) return undefined;
  const holdsObjects = list.every(
    (item) => isContainer(item) && !Array.isArray(item) && !isRawJson(item),
  );
  for (const index of list.keys()) {
    if (list[index] !== undefined) continue;
    if (!holdsObjects) return `${path}[${index}]`;
    list[index] = {};
  }
  return undefined;
}

/** An integer in all its digits is an object until it is written. */
function isRawJson(value: object): boolean {
  return 'rawJSON' in value;
}

function isMadeHere(value: unknown): value is Container {
  return isContainer(value) && madeHere.has(value);
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
