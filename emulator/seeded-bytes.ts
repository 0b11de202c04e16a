import { createHash } from 'node:crypto';

/**
 * Randomness that is the same for the same seed: SHA-256 over the seed and a counter. For tests alone,
 * as whoever knows the seed knows every code and every id.
 */
export function seededBytes(seed: string): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let made = 0; made < length; made += 32) {
      blocks.push(createHash('sha256').update(`${seed}\n${counter}`).digest());
      counter += 1;
    }
    return Buffer.concat(blocks).subarray(0, length);
  };
}
