/** What is known of one metadata key of a type of technical profile. */
export interface MetadataKey {
  /** What it does, as a sentence without its subject. */
  readonly meaning: string;
  /** B2C refuses the technical profile, or stops when it is called, where the key is absent or empty. */
  readonly isRequired?: true;
  /** The only values; compared without regard to case. */
  readonly values?: readonly string[];
  /** The smallest and the largest number. */
  readonly range?: readonly [number, number];
  /** What an absent key means. */
  readonly defaultValue?: string;
  /** What kind of element the value names. */
  readonly refersTo?: 'ClaimType' | 'ContentDefinition' | 'UserJourney';
  /** Seen in policies, on no documentation page: of unknown effect. */
  readonly isUndocumented?: true;
}

/** The metadata keys of a type, as documented. */
export type MetadataKeys = Readonly<Record<string, MetadataKey>>;

/** A key that is true or false. */
export function flag(meaning: string, defaultValue = 'false'): MetadataKey {
  return { meaning, values: ['true', 'false'], defaultValue };
}

/** A key whose value is free text. */
export function text(meaning: string, defaultValue?: string): MetadataKey {
  return defaultValue === undefined ? { meaning } : { meaning, defaultValue };
}

/** A key without which the technical profile cannot work. */
export function required(meaning: string, rest: Partial<MetadataKey> = {}): MetadataKey {
  return { meaning, isRequired: true, ...rest };
}

/** A key with a closed list of values. */
export function choice(
  meaning: string,
  values: readonly string[],
  defaultValue?: string,
): MetadataKey {
  return defaultValue === undefined ? { meaning, values } : { meaning, values, defaultValue };
}

/** A key whose value is a number of seconds or a count. */
export function number(
  meaning: string,
  range?: readonly [number, number],
  defaultValue?: string,
): MetadataKey {
  return { meaning, ...(range && { range }), ...(defaultValue && { defaultValue }) };
}

/** Keys that only policies show. */
export function undocumented(...keys: readonly string[]): MetadataKeys {
  const key: MetadataKey = { meaning: 'Seen in policies; not documented.', isUndocumented: true };
  return Object.fromEntries(keys.map((name) => [name, key]));
}

/** Texts that users read where a call fails. */
export function messages(...keys: readonly string[]): MetadataKeys {
  const key: MetadataKey = { meaning: 'The message that users read in this case.' };
  return Object.fromEntries(keys.map((name) => [name, key]));
}
