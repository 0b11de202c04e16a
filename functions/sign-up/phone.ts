/** Where numbers without a country are from. */
const homeCountry = 'CH';

/**
 * A phone number as E.164: `079 000 00 00` and `+41 (0)79 000 00 00` are `+41790000000`. Undefined for
 * what can be none; whether a number is in use is not known here.
 */
export async function phoneOf(entered: string): Promise<string | undefined> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js');
  const options = { defaultCountry: homeCountry, extract: false } as const;
  const parsed = parsePhoneNumberFromString(entered.trim(), options);
  return parsed?.isPossible() ? parsed.number : undefined;
}
