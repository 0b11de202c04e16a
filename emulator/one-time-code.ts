import { timingSafeEqual } from 'node:crypto';

/** A code of the characters of an alphabet of at most 256, each as likely as the others. */
export function newCode(
  alphabet: string,
  length: number,
  randomBytes: (length: number) => Uint8Array,
): string {
  const fair = 256 - (256 % alphabet.length);
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && code.length < length) code += alphabet[byte % alphabet.length];
    }
  }
  return code;
}

/** Whether what was typed is the code; takes as long for any wrong one. */
export function isSameCode(typed: string, code: string): boolean {
  const [one, other] = [Buffer.from(typed.trim()), Buffer.from(code)];
  return one.length === other.length && timingSafeEqual(one, other);
}
