/** Where numbers without a country are from. */
const homeCountry = '+41';

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
 * A phone number as E.164: `079 000 00 00` is `+41790000000`. Undefined for what can be none; whether
 * a number is in use is not known here.
 */
export function phoneOf(entered: string): string | undefined {
  const digits = entered.replace(/[\s()./-]/g, '');
  const international = digits.replace(/^00/, '+').replace(/^0/, homeCountry);
  return /^\+[1-9]\d{6,14}$/.test(international) ? international : undefined;
}
