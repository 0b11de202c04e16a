import { createHash } from 'node:crypto';
import { TransformationFailed } from '../shared/errors.ts';

type RandomBytes = (length: number) => Uint8Array;

/** The values of the parameter randomGeneratorType. */
export type RandomGeneratorType = 'GUID' | 'INTEGER';

/** .NET's Random.Next without a maximum stays below it. */
const defaultMaximum = 2 ** 31 - 1;

/** What CreateRandomString draws from. */
export interface RandomSource {
  readonly randomBytes: RandomBytes;
  /** Exclusive (unconfirmed); absent: 2^31 - 1 (unconfirmed). */
  readonly maximumNumber?: number | undefined;
  /** Same seed, same number; not the number that .NET makes of it. */
  readonly seed?: number | undefined;
}

/** A lower-case GUID with dashes, or a whole number from 0. @see facts claims-transformations 9 */
export function randomText(type: RandomGeneratorType, source: RandomSource): string {
  return type === 'GUID' ? guid(source.randomBytes) : randomInteger(source).toString();
}

function guid(randomBytes: RandomBytes): string {
  const bytes = Buffer.from(randomBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** 48 random bits: the remainder favors no number that anyone could tell. */
function randomInteger({
  randomBytes,
  maximumNumber = defaultMaximum,
  seed,
}: RandomSource): number {
  if (maximumNumber < 1)
    throw new TransformationFailed('The parameter "maximumNumber" is below 1.');
  const bytes = seed === undefined ? randomBytes(6) : seededBytes(seed);
  return Buffer.from(bytes).readUIntBE(0, 6) % maximumNumber;
}

function seededBytes(seed: number): Uint8Array {
  return createHash('sha256').update(seed.toString()).digest();
}
