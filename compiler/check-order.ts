import type { Diagnostic } from './diagnostic.ts';
import type { CompiledRule } from './grammar.ts';
import { fault } from './reading-rules.ts';
import type { XmlElement } from './xml.ts';

/** A child, and its place in the schema's order. */
interface Placed {
  readonly element: XmlElement;
  readonly place: number;
}

/**
 * Reports the fewest children that have to move. Where two ways are equally short the later element
 * is the one to move, as B2C reports it.
 */
export function checkOrder(parent: XmlElement, rule: CompiledRule, found: Diagnostic[]): void {
  const children: Placed[] = [];
  let isOrdered = true;
  for (const element of parent.children) {
    const place = rule.children.get(element.name)?.place;
    if (place === undefined) continue;
    if (place < (children.at(-1)?.place ?? 0)) isOrdered = false;
    children.push({ element, place });
  }
  if (!isOrdered) reportMisplaced(children, found);
}

function reportMisplaced(children: readonly Placed[], found: Diagnostic[]): void {
  const run = longestOrdered(children);
  const kinds = new Map<number, Kind>();
  for (const [index, child] of children.entries()) {
    if (!run.has(index)) continue;
    const { first } = kinds.get(child.place) ?? { first: child };
    kinds.set(child.place, { first, last: child, place: child.place });
  }
  let highest: Placed | undefined;
  for (const [index, child] of children.entries()) {
    if (run.has(index)) highest = child;
    else found.push(report(child, highest, [...kinds.values()]));
  }
}

/** The children of one name that stay where they are. */
interface Kind {
  readonly first: Placed;
  readonly last: Placed;
  readonly place: number;
}

/** `highest` is the last child before this one that stays, so no other before it has a higher place. */
function report(child: Placed, highest: Placed | undefined, staying: readonly Kind[]): Diagnostic {
  const { name, position } = child.element;
  const later = staying.find(({ place }) => place > child.place)?.first.element;
  if (highest && later && highest.place > child.place) {
    const message = `"${name}" must come before "${later.name}".`;
    const changes = [{ kind: 'move', side: 'before', anchor: later.position }] as const;
    return fault('schema-order', position, message, { fix: `Move "${name}" up.`, changes });
  }
  const earlier = staying.findLast(({ place }) => place < child.place)?.last.element;
  const message = `"${earlier?.name}" must come before "${name}".`;
  const down = { fix: `Move "${name}" down.` };
  if (!earlier) return fault('schema-order', position, message, down);
  const changes = [{ kind: 'move', side: 'after', anchor: earlier.position }] as const;
  return fault('schema-order', position, message, { ...down, changes });
}

/**
 * The indexes of a longest run of children whose places never fall: patience sorting from the end,
 * so that of equally long runs the one with the earlier elements is found.
 */
function longestOrdered(children: readonly Placed[]): Set<number> {
  const heads: number[] = [];
  const next = new Map<number, number>();
  for (let index = children.length - 1; index >= 0; index -= 1) {
    const place = children[index]?.place ?? 0;
    const pile = firstPile(heads, children, place);
    const follower = pile > 0 ? heads[pile - 1] : undefined;
    if (follower !== undefined) next.set(index, follower);
    heads[pile] = index;
  }
  const run = new Set<number>();
  for (let index = heads.at(-1); index !== undefined; index = next.get(index)) run.add(index);
  return run;
}

/** Places of the heads fall from pile to pile; the first one below `place` is to be covered. */
function firstPile(heads: readonly number[], children: readonly Placed[], place: number): number {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const head = children[heads[middle] ?? 0]?.place ?? 0;
    if (head < place) high = middle;
    else low = middle + 1;
  }
  return low;
}
