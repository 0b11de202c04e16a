import { ClaimsMalformed } from './errors.ts';

/**
 * Refuses a claim that is longer than what a function stores: DataTypes have no length, storage has.
 * @param value a text, or what is stored as JSON; undefined fits
 * @param maximum characters of the text or the JSON
 * @throws ClaimsMalformed
 */
export function limitLength(
  claim: string,
  value: string | readonly string[] | undefined,
  maximum: number,
): void {
  if (value === undefined) return;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length > maximum) {
    throw new ClaimsMalformed(`It is longer than ${maximum} characters.`, claim);
  }
}
