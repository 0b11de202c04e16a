import { defineSlidingWindow, type WindowRules } from '../../shared/sliding-window.ts';
import type { MobileNumber } from './phone-number.ts';

const hourMs = 60 * 60 * 1000;

/** How many text messages an hour may go where: who earns by them has whole ranges, or a country. */
export const messageLimits = {
  /** To numbers that differ in their last three digits only. */
  perRange: { limit: 10, windowMs: hourMs },
  perCountry: { limit: 200, windowMs: hourMs },
} satisfies Record<string, WindowRules>;

const rangeDigits = 3;

const sent = defineSlidingWindow('phoneranges', {
  holds: 'How many text messages went to a country, and to a range of a thousand numbers.',
  personal: {},
  retention: 'An hour.',
});

/** Counts a message. A date: there were too many to its range or country, until then; it counts for neither. */
export async function countMessage(
  { number, country }: MobileNumber,
  now: Date,
  { perRange, perCountry } = messageLimits,
): Promise<Date | undefined> {
  const range = { key: number.slice(0, -rangeDigits), rules: perRange };
  return sent.takeEach([range, { key: country, rules: perCountry }], now);
}
