import { emailCodes } from './email-codes.ts';

/** The code of the example, good for a day. */
export async function seed(now = new Date()): Promise<void> {
  await emailCodes.place({
    recipient: 'mara.keller@example.org',
    journey: '6d0f3c1e-6a0b-4c0e-9a51-00000000000d',
    code: '246810',
    now,
    endsAt: new Date(now.getTime() + 24 * 60 * 60 * 1000),
  });
}
