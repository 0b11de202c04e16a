import type { Position } from '../compiler/source.ts';

const places = new WeakMap<object, Position>();

/** Where the policy has what a fault is about; undefined where nobody has said so. */
export function placeOf(fault: object): Position | undefined {
  return places.get(fault);
}

/**
 * The same fault, with the place in the policy that it is about. What knows best says it first: a place
 * that is there already stays.
 */
export function placed<Fault>(fault: Fault, position: Position): Fault {
  if (typeof fault === 'object' && fault !== null && !places.has(fault))
    places.set(fault, position);
  return fault;
}

/** What `take` comes to; whatever it throws is about this place, if no nearer one is known. */
export async function placing<Result>(
  position: Position,
  take: () => Promise<Result>,
): Promise<Result> {
  try {
    return await take();
  } catch (fault) {
    throw placed(fault, position);
  }
}

/** The same for what is done at once. */
export function placingNow<Result>(position: Position, take: () => Result): Result {
  try {
    return take();
  } catch (fault) {
    throw placed(fault, position);
  }
}
