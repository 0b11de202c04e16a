/** An international phone number in parts. */
export interface PhoneNumberParts {
  /** Without `+`. */
  readonly callingCode: string;
  readonly nationalNumber: string;
  /** ISO 3166; undefined for calling codes of no country. */
  readonly country: string | undefined;
}

/** The longest number of ITU-T E.164, its calling code included. */
const longestNumber = 15;

/**
 * `+` and digits, from any usual spelling; undefined where it is none. It is no check of numbering
 * plans, as B2C's is not: `033 456-7890` in DK is `+450334567890`.
 * @param country ISO 3166: then the text is national, unless it begins with `+` (unconfirmed)
 * @see facts claims-transformations 7
 */
export async function toInternational(text: string, country?: string): Promise<string | undefined> {
  const plain = text.replaceAll(/[\s().\-/]/g, '');
  const number = plain.startsWith('+') ? plain : `${await prefixOf(country)}${plain}`;
  if (!/^\+\d+$/.test(number) || number.length > longestNumber + 1) return undefined;
  return (await parse(number)) && number;
}

/** Splits a number that begins with `+` and a calling code; undefined where it does not. */
export async function splitPhoneNumber(text: string): Promise<PhoneNumberParts | undefined> {
  const number = await toInternational(text);
  const parsed = number === undefined ? undefined : await parse(number);
  if (!parsed) return undefined;
  const { countryCallingCode: callingCode, nationalNumber } = parsed;
  const country = parsed.country ?? parsed.getPossibleCountries()[0];
  return { callingCode, nationalNumber, country };
}

/** Loaded late: its table of countries is large. */
async function parse(number: string) {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js');
  return parsePhoneNumberFromString(number);
}

async function prefixOf(country: string | undefined): Promise<string> {
  const { getCountryCallingCode, isSupportedCountry } = await import('libphonenumber-js');
  const code = country?.toUpperCase() ?? '';
  return isSupportedCountry(code) ? `+${getCountryCallingCode(code)}` : '';
}

/** Calling codes without `+`, by country (ISO 3166). */
export async function callingCodes(): Promise<ReadonlyMap<string, string>> {
  const { getCountries, getCountryCallingCode } = await import('libphonenumber-js');
  return new Map(getCountries().map((country) => [country, getCountryCallingCode(country)]));
}
