import { oneOf } from './transformation-slots.ts';

/** The parameter of the methods that compare texts as .NET's StringComparison says. */
export const stringComparison = oneOf('Ordinal', 'OrdinalIgnoreCase');

/** The boolean parameter that B2C declares as a string. @see facts claims-transformations 1.4 */
export const trueOrFalse = oneOf('true', 'false');

/** The operator of the methods that compare texts. */
export const equalOrNot = oneOf('EQUAL', 'NOT EQUAL');

/** Compares code units, or their upper-case forms; a text that is absent equals another absent one only. */
export function areEqual(
  left: string | undefined,
  right: string | undefined,
  ignoresCase: boolean,
): boolean {
  if (left === undefined || right === undefined || !ignoresCase) return left === right;
  return toUpperInvariant(left) === toUpperInvariant(right);
}

/**
 * Upper case as .NET's invariant culture has it, character by character: what would grow ("ß") or
 * become an ASCII letter ("ı") stays. .NET maps code units; beyond the basic plane we may differ.
 * @see facts claims-transformations 1.9
 */
export function toUpperInvariant(text: string): string {
  return mapCharacters(text, (character) => {
    const upper = character.toUpperCase();
    return /^[A-Z]$/.test(upper) && !/^[a-z]$/.test(character) ? character : upper;
  });
}

/** Lower case as .NET's invariant culture has it, character by character: "İ" stays. */
export function toLowerInvariant(text: string): string {
  return mapCharacters(text, (character) => character.toLowerCase());
}

function mapCharacters(text: string, map: (character: string) => string): string {
  return Array.from(text, (character) => {
    const mapped = map(character);
    return mapped.length === character.length ? mapped : character;
  }).join('');
}
