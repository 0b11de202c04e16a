import { phoneCodes } from './phone-codes.ts';

/** The code of the example, good for a day. */
export async function seed(now = new Date()): Promise<void> {
  await phoneCodes.place({
    recipient: '+41790000001',
    journey: '6d0f3c1e-6a0b-4c0e-9a51-00000000001f',
    code: '864209',
    now,
    endsAt: new Date(now.getTime() + 24 * 60 * 60 * 1000),
  });
}
