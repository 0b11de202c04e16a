import { fold } from './id-map.ts';
import type { MergeBehavior } from './model-content.ts';

/* How a child's list joins its parent's. The rules that use them say which, and why. */

/**
 * The child's parts first, then those of the parent that the child does not restate. Within one list
 * nothing is dropped: a list may name the same claim twice (facts policy-language 2.1).
 */
export function childFirst<Part>(
  child: readonly Part[],
  parent: readonly Part[],
  keyOf: (part: Part) => string,
): readonly Part[] {
  if (child.length === 0) return parent;
  if (parent.length === 0) return child;
  const restated = new Set(child.map((part) => fold(keyOf(part))));
  return [...child, ...parent.filter((part) => !restated.has(fold(keyOf(part))))];
}

/** The parent's parts in their order, each replaced by the child's of the same key, then the child's new ones. */
export function parentFirst<Part>(
  child: readonly Part[],
  parent: readonly Part[],
  keyOf: (part: Part) => string,
): readonly Part[] {
  if (child.length === 0) return parent;
  if (parent.length === 0) return child;
  const merged = new Map<string, Part>();
  for (const part of parent) merged.set(fold(keyOf(part)), part);
  for (const part of child) merged.set(fold(keyOf(part)), part);
  return [...merged.values()];
}

/** As the child's MergeBehavior says; the schema's default is ReplaceAll. */
export function byMergeBehavior<Part>(
  child: readonly Part[],
  parent: readonly Part[],
  behavior: MergeBehavior | undefined,
): readonly Part[] {
  if (behavior === 'Append') return [...parent, ...child];
  return behavior === 'Prepend' ? [...child, ...parent] : child;
}
