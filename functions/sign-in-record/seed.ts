import { after } from './duration.ts';
import { recordSignIn } from './sign-ins.ts';

/** Nora Keller has signed in before. */
export async function seed(now = new Date()): Promise<void> {
  const signedInAt = new Date('2026-06-06T06:06:06.000Z');
  const details = { signedInAt, isNewUser: true, issuers: ['alder-lake-rowing.example'] };
  const signIn = { ...details, expires: after(now, 'P10Y') };
  await recordSignIn('0a1b2c3d-0000-4000-8000-000000000001', 'first-sign-in', signIn, now);
}
