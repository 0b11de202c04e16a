import type { CompiledRule } from './grammar.ts';
import type { GrammarFaults } from './grammar-faults.ts';
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
export function checkOrder(parent: XmlElement, rule: CompiledRule, faults: GrammarFaults): void {
  const children: Placed[] = [];
  let isOrdered = true;
  for (const element of parent.children) {
    const place = rule.children.get(element.name)?.place;
    if (place === undefined) continue;
    if (place < (children.at(-1)?.place ?? 0)) isOrdered = false;
    children.push({ element, place });
  }
  if (!isOrdered) reportMisplaced(children, faults);
}

function reportMisplaced(children: readonly Placed[], faults: GrammarFaults): void {
  const run = longestOrdered(children);
  const kinds = new Map<number, Kind>();
  for (const [index, child] of children.entries()) {
    if (!run.has(index)) continue;
    const { first } = kinds.get(child.place) ?? { first: child };
    kinds.set(child.place, { first, last: child, place: child.place });
  }
  const staying = [...kinds.values()];
  let highest: Placed | undefined;
  for (const [index, child] of children.entries()) {
    if (run.has(index)) highest = child;
    else reportMove(child, { highest, staying, faults });
  }
}

/** The children of one name that stay where they are. */
interface Kind {
  readonly first: Placed;
  readonly last: Placed;
  readonly place: number;
}

interface Staying {
  /** The last child before this one that stays, so no other before it has a higher place. */
  readonly highest: Placed | undefined;
  readonly staying: readonly Kind[];
}

function reportMove(child: Placed, { faults, ...around }: Staying & { faults: GrammarFaults }) {
  faults.add('schema-order', child.element.position, () => tellMove(child, around));
}

function tellMove(child: Placed, { highest, staying }: Staying) {
  const { name } = child.element;
  const later = staying.find(({ place }) => place > child.place)?.first.element;
  if (highest && later && highest.place > child.place) {
    const message = `"${name}" must come before "${later.name}".`;
    const changes = [{ kind: 'move', side: 'before', anchor: later.position }] as const;
    return [message, { fix: `Move "${name}" up.`, changes }] as const;
  }
  const earlier = staying.findLast(({ place }) => place < child.place)?.last.element;
  const message = `"${earlier?.name}" must come before "${name}".`;
  const down = { fix: `Move "${name}" down.` };
  if (!earlier) return [message, down] as const;
  const changes = [{ kind: 'move', side: 'after', anchor: earlier.position }] as const;
  return [message, { ...down, changes }] as const;
}

/**
 * The indexes of a longest run of children whose places never fall: patience sorting from the end,
 * so that of equally long runs the one with the earlier elements is found.
 */
function longestOrdered(children: readonly Placed[]): Set<number> {
  const heads: number[] = [];
  const next: (number | undefined)[] = new Array(children.length);
  for (let index = children.length - 1; index >= 0; index -= 1) {
    const place = children[index]?.place ?? 0;
    const pile = firstPile(heads, children, place);
    next[index] = pile > 0 ? heads[pile - 1] : undefined;
    heads[pile] = index;
  }
  const run = new Set<number>();
  for (let index = heads.at(-1); index !== undefined; index = next[index]) run.add(index);
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
