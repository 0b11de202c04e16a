/** Places where so many callers meet, one after the other. */
export interface Meetings<Place> {
  /** The place of the next caller. */
  join(): Place;
  readonly places: readonly Place[];
}

/**
 * Sends callers to places, `rivals` to each: what goes wrong goes wrong where they meet.
 * @param make the place of that number, from 0
 */
export function meetings<Place>(rivals: number, make: (number: number) => Place): Meetings<Place> {
  const places: Place[] = [];
  let joined = 0;
  return {
    places,
    join() {
      const index = Math.floor(joined / rivals);
      joined += 1;
      places[index] ??= make(index);
      return places[index];
    },
  };
}
