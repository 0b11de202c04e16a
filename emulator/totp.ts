import { createHmac } from 'node:crypto';
import { isSameCode } from './one-time-code.ts';

const stepSeconds = 30;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a base32 secret, its case, padding and spaces ignored; undefined where it is none. */
export function decodeSecret(secret: string): Uint8Array | undefined {
  const plain = secret.replaceAll(/[\s=-]/g, '').toUpperCase();
  if (!/^[A-Z2-7]{2,}$/.test(plain)) return undefined;
  const bits = [...plain].map((character) =>
    base32.indexOf(character).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}

/** The time step of a moment. @see RFC 6238 4.2 */
export function timeStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / stepSeconds);
}

/** The six digits of a time step: HMAC-SHA-1, truncated. @see RFC 4226 5.3 */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * The time step that a code belongs to: that of the moment, the one before or the one after, for clocks
 * differ. A step up to `usedStep` counts no more: a code is good once. @see RFC 6238 5.2
 */
export function matchingStep(
  secret: Uint8Array,
  code: string,
  { at, usedStep = -1 }: { readonly at: Date; readonly usedStep?: number | undefined },
): number | undefined {
  const now = timeStep(at);
  return [now, now - 1, now + 1].find((step) => {
    return (
      step > usedStep && step >= 0 && isSameCode(code.replaceAll(/\s/g, ''), totpCode(secret, step))
    );
  });
}
