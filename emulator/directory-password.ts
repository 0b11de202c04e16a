import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { NewPassword } from './directory.ts';

/** Cheaper than production would have it: nothing here is worth stealing, and tests sign in often. */
const cost = { N: 1024, r: 8, p: 1 };
const hashLength = 32;

/** A salted hash of a password: `scrypt$<salt>$<hash>`, base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt);
  return `scrypt$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** Whether it is the password of the hash. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, salt = '', hash = ''] = stored.split('$');
  const wanted = Buffer.from(hash, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'));
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((settle, fail) => {
    scrypt(password, salt, hashLength, cost, (fault, hash) => (fault ? fail(fault) : settle(hash)));
  });
}

const longest = 256;
const shortest = 8;
const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

/**
 * What is wrong with a new password, as a sentence (B2C's own words are not published); undefined where
 * the directory takes it: 8 to 256 characters of three classes, unless its policies include
 * `DisableStrongPassword`. @see facts engine 2.1
 */
export function passwordFault({ password, policies = '' }: NewPassword): string | undefined {
  if (password === '') return 'A password is needed.';
  if (/DisableStrongPassword/i.test(policies)) return undefined;
  const kinds = classes.filter((characters) => characters.test(password)).length;
  if (password.length >= shortest && password.length <= longest && kinds >= 3) return undefined;
  return 'The password must have 8 to 256 characters, of three of these kinds: small letters, capital letters, digits, symbols.';
}
