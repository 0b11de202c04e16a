/** Somebody who has an account at the identity providers that stand-ins play. */
export interface Person {
  /** What tests and forms name them by: `ada`. */
  readonly id: string;
  readonly givenName: string;
  readonly surname: string;
  /** Absent: the provider knows none, or may not tell it. */
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly locale: string;
  readonly country: string;
  readonly city: string;
  /** `YYYY-MM-DD` */
  readonly birthdate: string;
  /** More claims by the provider's name for them; they win over those that stand-ins make up. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/**
 * The people that every stand-in knows where a tenant names none of its own. They differ in what
 * policies trip over: letters beyond ASCII, no e-mail address, a long name.
 */
export const seededPeople: readonly Person[] = [
  {
    id: 'ada',
    ...{ givenName: 'Ada', surname: 'Lovelace', email: 'ada.lovelace@example.org' },
    ...{ locale: 'en_GB', country: 'GB', city: 'London', birthdate: '1990-12-10' },
    phoneNumber: '+442079460101',
  },
  {
    id: 'grace',
    ...{ givenName: 'Grace', surname: 'Hopper', email: 'grace.hopper@example.org' },
    ...{ locale: 'en_US', country: 'US', city: 'New York', birthdate: '1986-12-09' },
    phoneNumber: '+12025550143',
  },
  {
    id: 'zoe',
    ...{ givenName: 'Zoë', surname: 'Ångström-Yılmaz', email: 'zoe.angstrom@example.org' },
    ...{ locale: 'sv_SE', country: 'SE', city: 'Göteborg', birthdate: '2001-02-28' },
  },
  {
    id: 'noah',
    ...{ givenName: 'Noah', surname: 'Nomail' },
    ...{ locale: 'de_DE', country: 'DE', city: 'Köln', birthdate: '1979-07-31' },
  },
];

/** `Ada Lovelace` */
export function displayNameOf({ givenName, surname }: Person): string {
  return `${givenName} ${surname}`;
}
