import { createHash } from 'node:crypto';

/** A sign-in name as a key: nobody reads addresses in our tables. Case and spaces around it do not count. */
export function digestOfName(signInName: string): string {
  const name = signInName.trim().normalize('NFKC').toLowerCase();
  return createHash('sha256').update(name).digest('hex');
}
