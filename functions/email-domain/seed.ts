import { addVerdict } from './domains.ts';

/** A partner club, and a provider of throw-away addresses. */
export async function seed(): Promise<void> {
  await addVerdict('heron-bay-rowing.example', { isRefused: false, partnerClub: 'Heron Bay' });
  await addVerdict('throwaway-mail.example', { isRefused: true });
}
