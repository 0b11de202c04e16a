import type { CountryCode, NumberType } from 'libphonenumber-js/max';

/** Where numbers without a country are from. */
const homeCountry = 'CH';

/** Numbers that can get text messages and cost their owner nothing. */
const mobileTypes: readonly NumberType[] = ['MOBILE', 'FIXED_LINE_OR_MOBILE'];

/** A number that can be texted. */
export interface MobileNumber {
  /** E.164: `+41790000000`. */
  readonly number: string;
  /** ISO 3166: `CH`. */
  readonly country: CountryCode;
}

/**
 * The mobile number that somebody typed: `079 000 00 00` and `+41 (0)79 000 00 00` are one. Undefined for
 * what is no mobile number of any country: landlines, premium rate, shared cost, too short or too long.
 */
export async function readMobileNumber(typed: string): Promise<MobileNumber | undefined> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const options = { defaultCountry: homeCountry, extract: false } as const;
  const parsed = parsePhoneNumberFromString(typed.normalize('NFKC').trim(), options);
  if (!parsed?.isValid() || parsed.country === undefined) return undefined;
  if (!mobileTypes.includes(parsed.getType())) return undefined;
  return { number: parsed.number, country: parsed.country };
}
