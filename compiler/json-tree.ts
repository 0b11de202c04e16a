import { TransformationFailed } from '../shared/errors.ts';
import { setAtPath } from '../shared/json-path.ts';

/** One value of a JSON text and the dotted path to it; undefined: it is left out. */
export interface JsonLeaf {
  readonly path: string;
  readonly value: unknown;
}

const leftOut = Symbol('left out');

/** Far beyond any list that a policy writes out. */
const maximumIndex = 999;

/**
 * Builds JSON from dotted paths: integer segments are indexes, the others are properties. An item
 * that is left out does not leave a gap.
 * @throws {TransformationFailed} for paths that contradict one another, or skip an index
 */
export function jsonTree(leaves: readonly JsonLeaf[]): string {
  const paths = leaves.map(({ path }) => parsePath(path));
  const root = typeof paths[0]?.[0] === 'number' ? [] : Object.create(null);
  for (const [index, { path, value }] of leaves.entries()) {
    if (setAtPath(root, paths[index] ?? [], value ?? leftOut)) continue;
    throw new TransformationFailed(`The path "${path}" contradicts another one.`);
  }
  return JSON.stringify(root, withoutLeftOut);
}

function parsePath(text: string): (string | number)[] {
  return text.split('.').map((segment) => {
    const isIndex = /^\d+$/.test(segment);
    if (segment !== '' && !(isIndex && Number(segment) > maximumIndex)) {
      return isIndex ? Number(segment) : segment;
    }
    throw new TransformationFailed(`The path "${text}" is none.`);
  });
}

/** In objects JSON.stringify skips the symbol by itself. */
function withoutLeftOut(_key: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (value.includes(undefined)) throw new TransformationFailed('The paths skip an index.');
  return value.filter((item) => item !== leftOut);
}
