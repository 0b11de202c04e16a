import { rememberPassword } from './password-history.ts';

/** A member's former password, which she cannot choose again: `development-only-Mill8`. */
export async function seed(): Promise<void> {
  await rememberPassword('0a1b2c3d-0000-4000-8000-000000000010', 'development-only-Mill8');
}
