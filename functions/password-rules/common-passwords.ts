import { type BloomFilter, mayHold } from './bloom-filter.ts';
import { plainLetters } from './plain-letters.ts';

/** Loaded with the first password: 200 kB that no cold start has to wait for. */
let loading: Promise<BloomFilter> | undefined;

async function load(): Promise<BloomFilter> {
  const { default: file } = await import('./common-passwords.json', { with: { type: 'json' } });
  return { bits: Buffer.from(file.filter, 'base64'), hashes: file.hashes };
}

/**
 * Whether a password is one of the 49,000 that people choose most, or one of them with other case, with
 * digits for letters, or with digits and symbols around it: `P@ssw0rd2026!` is `password`. One in 25,000
 * others is taken for one of them too.
 */
export async function isCommon(password: string): Promise<boolean> {
  loading ??= load();
  const filter = await loading;
  return variantsOf(password).some((variant) => mayHold(filter, variant));
}

const shortest = 4;

function variantsOf(password: string): string[] {
  const lower = password.normalize('NFKC').toLowerCase();
  const variants = [lower, bare(lower), plainLetters(lower), plainLetters(bare(lower))];
  return [...new Set(variants)].filter((variant) => variant.length >= shortest);
}

/** Without digits and symbols at both ends. */
function bare(text: string): string {
  return text.replace(/^[^\p{L}@$]+/u, '').replace(/[^\p{L}]+$/u, '');
}
