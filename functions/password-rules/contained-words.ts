import { likeness } from './plain-letters.ts';

/** Words of the club and its products: the first that somebody tries who knows where the account is. */
export const clubWords = ['alderlake', 'alder', 'boathouse', 'regatta', 'sculling'];

/** What of a person's own is not to be in her password. */
export interface Person {
  readonly givenName?: string | undefined;
  readonly surname?: string | undefined;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  /** The address that the account has already. */
  readonly accountEmail?: string | undefined;
}

/** Whether a word of the club is in the password, however it is written. */
export function holdsClubWord(password: string): boolean {
  return clubWords.some((word) => holdsWord(password, word));
}

/** Whether a name of hers is in the password, or what an address of hers has before the `@`. */
export function holdsOwnName(password: string, person: Person): boolean {
  const { givenName, surname, displayName, email, accountEmail } = person;
  const addresses = [email, accountEmail].map((address) => address?.split('@')[0]);
  return [givenName, surname, displayName, ...addresses]
    .flatMap((name) => (name ?? '').split(/[^\p{L}\p{M}]+/u))
    .some((word) => holdsWord(password, word));
}

/** Shorter words are in many others by chance: they count where they stand alone. */
const shortestInside = 4;
/** Longer ones are found with symbols between their letters as well. */
const shortestSpread = 6;
const shortest = 2;

function holdsWord(password: string, word: string): boolean {
  const wanted = likeness(word);
  if (wanted.length < shortest) return false;
  const tokens = password.split(/[^\p{L}\p{M}]+/u).map(likeness);
  if (tokens.includes(wanted)) return true;
  if (wanted.length < shortestInside) return false;
  const text = likeness(password);
  if (text.includes(wanted)) return true;
  return wanted.length >= shortestSpread && text.replace(/[^\p{L}]/gu, '').includes(wanted);
}
