import { attributeChange, type Change } from './change.ts';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { finding } from './generating-rules.ts';
import { fold, IdMap } from './id-map.ts';
import type { MetadataItem, TechnicalProfile } from './model.ts';

/** Looks metadata up by its documented spelling; another case is taken with a warning. */
export class RestfulMetadata {
  readonly #profile: TechnicalProfile;
  readonly #items = new IdMap<MetadataItem>();
  readonly #diagnostics: Diagnostic[];

  constructor(profile: TechnicalProfile, diagnostics: Diagnostic[]) {
    this.#profile = profile;
    this.#diagnostics = diagnostics;
    for (const item of profile.metadata) this.#items.set(item.key.trim(), item);
  }

  /** The item without space around its value; undefined where it is absent or blank. */
  item(key: string): MetadataItem | undefined {
    const item = this.#items.get(key);
    const value = item?.value.trim() ?? '';
    if (item === undefined || value === '') return undefined;
    if (item.key !== key) {
      const message = `Metadata key "${item.key}" is documented as "${key}".`;
      this.#warnOfCase(item, message, attributeChange('Key', item.key, key));
    }
    return { ...item, value };
  }

  text(key: string): string | undefined {
    return this.item(key)?.value;
  }

  /** Absent is false; samples write `true` and `True`. */
  isTrue(key: string): boolean {
    const item = this.item(key);
    if (item === undefined) return false;
    const value = fold(item.value);
    if (value !== 'true' && value !== 'false') this.#reportValue(item, ['true', 'false']);
    return value === 'true';
  }

  /** One of the values; `absent` where the key is not there, undefined where its value is unknown. */
  oneOf<Value extends string>(
    key: string,
    values: readonly Value[],
    absent: Value,
  ): Value | undefined {
    const item = this.item(key);
    if (item === undefined) return absent;
    const known = values.find((value) => fold(value) === fold(item.value));
    if (known === undefined) this.#reportValue(item, values);
    else if (known !== item.value) {
      const message = `${key} "${item.value}" is documented as "${known}".`;
      this.#warnOfCase(item, message, { kind: 'set-text', from: item.value, to: known });
    }
    return known;
  }

  #reportValue(item: MetadataItem, values: readonly string[]): void {
    const hint = didYouMean(item.value, values);
    const message = `"${this.#profile.id}" has ${item.key} "${item.value}", which is none of ${listed(values)}.${hint}`;
    this.#diagnostics.push(finding('rest-metadata-value', item.position, message));
  }

  #warnOfCase({ position }: MetadataItem, message: string, change: Change): void {
    const changes = [change];
    this.#diagnostics.push(finding('rest-metadata-case', position, message, { changes }));
  }
}

function listed(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
