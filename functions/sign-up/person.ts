/** Where numbers without a country are from. */
const homeCountry = 'CH';

/** The name on the lists of the club: one space between the parts, none around them. */
export function displayNameOf(givenName: string, surname: string): string {
  return `${givenName} ${surname}`.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/**
 * Completed years on a day. Who was born on 29 February is a year older on 1 March.
 * @param dateOfBirth `YYYY-MM-DD`
 * @param today the day counts as in UTC
 */
export function ageOn(today: Date, dateOfBirth: string): number {
  const [year, month, day] = dateOfBirth.split('-').map(Number);
  const years = today.getUTCFullYear() - Number(year);
  const birthday = new Date(Date.UTC(today.getUTCFullYear(), Number(month) - 1, Number(day)));
  return today < birthday ? years - 1 : years;
}

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
