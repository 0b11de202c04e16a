import { isOfOneAlphabet } from '../../shared/alphabets.ts';

/** What the directory keeps of a given name or a surname, in characters as it counts them. */
const longestName = 64;

/** Letters and marks of all scripts; joiners that Persian and Indic names need; what stands between. */
const characters = /^(?:[\p{L}\p{M} '’ʼʻ`´.,·・/‐‑–-]|\u200c|\u200d)+$/u;
/** No script stacks more than four marks on one letter. */
const stackedMarks = /\p{M}{5}/u;
/** `shop.example/x`, `www.shop`: what would be a link in every mail that greets by name. */
const link = /(?:^|\s)(?:www\.|\S{3,}\.\p{L}{2,}(?:[/\s]|$))/u;

/**
 * Whether a text can be somebody's given name or surname. It refuses what is none in any script, not what is
 * rare: names of one letter, of several words, with hyphens, apostrophes and slashes are names.
 */
export function isName(entered: string): boolean {
  const name = oneLine(entered);
  if (name.length === 0 || name.length > longestName) return false;
  if (!characters.test(name) || !/\p{L}/u.test(name)) return false;
  if (stackedMarks.test(name) || link.test(name)) return false;
  return name.split(/[ -]/).every(isOfOneAlphabet);
}

/** Composed, one space between the parts, none around them. */
export function oneLine(entered: string): string {
  return entered.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/** The name on the lists of the club. */
export function displayNameOf(givenName: string, surname: string): string {
  return oneLine(`${givenName} ${surname}`);
}
