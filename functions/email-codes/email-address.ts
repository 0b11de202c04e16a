/** Longer ones cannot be delivered: 64 before the @, 254 in all. @see RFC 5321 4.5.3.1 */
const longest = 254;
const shape =
  /^[^\s@,;:<>()[\]\\"\p{Cc}]{1,64}@[^\s@,;:<>()[\]\\"\p{Cc}.]+(?:\.[^\s@,;:<>()[\]\\"\p{Cc}.]+)+$/u;

/**
 * The one address that somebody typed; undefined for what is none, for several, and for quoted local
 * parts, which mail systems read in different ways.
 */
export function readAddress(typed: string): string | undefined {
  const address = typed.normalize('NFC').trim();
  return address.length <= longest && shape.test(address) ? address : undefined;
}
