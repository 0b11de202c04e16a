import { callingCodes } from '../../compiler/phone-number.ts';

/** A country or region whose numbers somebody may have. */
export interface Country {
  /** ISO 3166. */
  readonly id: string;
  readonly name: string;
  /** Without `+`. */
  readonly callingCode: string;
}

/**
 * The countries of a page, by their names: those of the policy's `countryList`, else all, as the page's
 * language calls them.
 * @param countryList `{"DEFAULT":"Country/Region","NO":"Norway"}`; what is no JSON names none
 */
export async function countriesOf(language: string, countryList = '{}'): Promise<Country[]> {
  const locale = localeOf(language);
  const codes = await callingCodes();
  const own = readNames(countryList);
  const displayNames = new Intl.DisplayNames(locale, { type: 'region' });
  const ids = own.size > 0 ? [...own.keys()] : [...codes.keys()];
  const { compare } = new Intl.Collator(locale);
  return ids
    .flatMap((id) => {
      const callingCode = codes.get(id);
      const name = own.get(id) ?? (callingCode === undefined ? id : displayNames.of(id)) ?? id;
      return callingCode === undefined ? [] : [{ id, name, callingCode }];
    })
    .toSorted((one, other) => compare(one.name, other.name));
}

function readNames(countryList: string): ReadonlyMap<string, string> {
  try {
    const entries = Object.entries(JSON.parse(countryList) as object);
    return new Map(entries.map(([id, name]) => [id.toUpperCase(), String(name)]));
  } catch {
    return new Map();
  }
}

/** What applications ask for need not be a language. */
function localeOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
