import { createHash } from 'node:crypto';

/** A set of texts that may say "in it" of a text that is not, and never the other way round. */
export interface BloomFilter {
  readonly bits: Uint8Array;
  /** How many bits each text sets. */
  readonly hashes: number;
}

/**
 * A filter of texts, as small as the rate allows.
 * @param falsePositives how many of the texts that are not in it it may take for members: 1e-5 is one in 100,000
 */
export function buildFilter(texts: readonly string[], falsePositives: number): BloomFilter {
  const bitsPerText = -Math.log(falsePositives) / Math.LN2 ** 2;
  const bits = new Uint8Array(Math.ceil((texts.length * bitsPerText) / 8) || 1);
  const filter = { bits, hashes: Math.round(bitsPerText * Math.LN2) };
  for (const text of texts)
    for (const place of placesOf(text, filter))
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  return filter;
}

/** Whether the filter takes the text for one of its own. */
export function mayHold(filter: BloomFilter, text: string): boolean {
  return placesOf(text, filter).every(
    (place) => ((filter.bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0,
  );
}

/** Two halves of a SHA-256 make all places: as good as so many hashes. */
function placesOf(text: string, { bits, hashes }: BloomFilter): number[] {
  const digest = createHash('sha256').update(text).digest();
  const [first, second] = [digest.readUIntBE(0, 6), digest.readUIntBE(6, 4)];
  const size = bits.length * 8;
  return Array.from({ length: hashes }, (_, index) => (first + index * second + index ** 3) % size);
}
