import { readPhcString } from './phc-string.ts';

/** How a key is derived from a password: all that a thread needs besides the password. */
export type Recipe =
  | { readonly algorithm: 'bcrypt'; readonly cost: number; readonly salt: Uint8Array }
  | {
      readonly algorithm: 'pbkdf2';
      readonly digest: 'sha1' | 'sha256' | 'sha512';
      readonly iterations: number;
      readonly salt: Uint8Array;
      readonly length: number;
    }
  | {
      readonly algorithm: 'scrypt';
      /** The base-2 logarithm of N. */
      readonly ln: number;
      readonly r: number;
      readonly p: number;
      readonly salt: Uint8Array;
      readonly length: number;
    }
  | {
      readonly algorithm: 'argon2id';
      readonly memoryKib: number;
      readonly passes: number;
      readonly lanes: number;
      readonly salt: Uint8Array;
      readonly length: number;
    };

/** A stored hash, taken apart. */
export interface LegacyHash {
  readonly recipe: Recipe;
  /** What the recipe makes of the right password. */
  readonly key: Uint8Array;
}

/** A stored hash, or why it is not used: in words for whoever imports it. */
export type HashReading = { readonly hash: LegacyHash } | { readonly problem: string };

/**
 * The most that one password may cost: about half a second of one core and 128 MiB. A costlier hash is
 * not checked, whoever has put it there: its person needs a new password.
 */
export const limits = {
  bcryptCost: 12,
  /** Iterations times blocks of the digest. */
  pbkdf2Iterations: 1_000_000,
  /** 128 · N · r. */
  scryptBytes: 128 * 1024 * 1024,
  scryptLanes: 4,
  argon2MemoryKib: 128 * 1024,
  /** Memory times passes. */
  argon2Kib: 512 * 1024,
  argon2Lanes: 16,
  longestPart: 64,
} as const;

/** Shorter keys could be met by chance, and an empty one by any password. */
const shortestKey = 16;
const shortestSalt = 8;

/**
 * Reads a hash as old systems keep it: bcrypt (`$2a$`, `$2b$`, `$2y$`), `$scrypt$ln=…,r=…,p=…$`,
 * `$argon2id$v=19$m=…,t=…,p=…$`, and the Base64 of ASP.NET Identity 2 and 3.
 */
export function readLegacyHash(text: string): HashReading {
  const hash = readParts(text.trim());
  if (!hash) return { problem: 'is in none of the formats that are known' };
  const { recipe, key } = hash;
  const isShort = key.length < shortestKey || recipe.salt.length < shortestSalt;
  if (isShort) return { problem: 'has a salt or key that is too short' };
  if (isTooCostly(recipe, key.length)) return { problem: 'has a work factor above the limit' };
  return { hash };
}

function readParts(text: string): LegacyHash | undefined {
  return text.startsWith('$') ? readPhcString(text) : readIdentityHash(text);
}

function isTooCostly(recipe: Recipe, keyLength: number): boolean {
  if (keyLength > limits.longestPart || recipe.salt.length > limits.longestPart) return true;
  switch (recipe.algorithm) {
    case 'bcrypt':
      return recipe.cost > limits.bcryptCost;
    case 'pbkdf2':
      return recipe.iterations * blocksOf(recipe) > limits.pbkdf2Iterations;
    case 'scrypt':
      return 128 * 2 ** recipe.ln * recipe.r > limits.scryptBytes || recipe.p > limits.scryptLanes;
    case 'argon2id':
      return (
        recipe.memoryKib > limits.argon2MemoryKib ||
        recipe.memoryKib * recipe.passes > limits.argon2Kib ||
        recipe.lanes > limits.argon2Lanes
      );
  }
}

const digestBytes = { sha1: 20, sha256: 32, sha512: 64 } as const;
/** Each block of output costs all iterations again. */
function blocksOf({ digest, length }: Extract<Recipe, { algorithm: 'pbkdf2' }>): number {
  return Math.ceil(length / digestBytes[digest]);
}

const identityDigests = ['sha1', 'sha256', 'sha512'] as const;

/**
 * ASP.NET Identity: a marker byte, then in version 3 (1) digest, iterations and length of the salt as
 * four bytes each, in version 2 (0) nothing, as it has but one form; then salt and key.
 */
function readIdentityHash(text: string): LegacyHash | undefined {
  if (!/^[A-Za-z0-9+/]{40,400}={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] === 0 && bytes.length === 49)
    return pbkdf2({ digest: 'sha1', iterations: 1000 }, bytes.subarray(1), 16);
  if (bytes[0] !== 1 || bytes.length < 13) return undefined;
  const digest = identityDigests[bytes.readUInt32BE(1)];
  const iterations = bytes.readUInt32BE(5);
  const saltLength = bytes.readUInt32BE(9);
  if (!digest || iterations === 0) return undefined;
  return pbkdf2({ digest, iterations }, bytes.subarray(13), saltLength);
}

function pbkdf2(
  work: Pick<Extract<Recipe, { algorithm: 'pbkdf2' }>, 'digest' | 'iterations'>,
  saltAndKey: Uint8Array,
  saltLength: number,
): LegacyHash {
  const salt = saltAndKey.subarray(0, saltLength);
  const key = saltAndKey.subarray(saltLength);
  return { recipe: { algorithm: 'pbkdf2', ...work, salt, length: key.length }, key };
}
