import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';

/** A text, and where all of it can be read. */
const text = z.object({ summary: z.string(), url: z.url() });

/** One version of the terms of use. */
const version = z.object({
  version: z.string(),
  /** Before that it is announced, from then on it is asked for. */
  effectiveFrom: z.date(),
  /** By language; the first stands in for those that are not there. */
  texts: jsonColumn(z.record(z.string(), text)),
});

/** One version of the terms of use. */
export type Terms = z.output<typeof version>;

const versions = defineTable('termsversions', version, {
  holds: 'The versions of the terms of use, and from when each is asked for.',
  personal: {},
  retention: 'Until somebody deletes it: an acceptance names its version.',
});

/**
 * One partition for all, in the order of their dates: there are few, and they are read together. Table
 * storage reads one partition 2000 times a second; beyond that keep them in memory for a minute.
 */
const partition = 'terms';
const keyOf = ({ effectiveFrom, version: name }: Terms) => ({
  partition,
  row: `${effectiveFrom.toISOString()}~${name}`,
});

const mostVersions = 1000;

/** The version that is in force; undefined before the first. */
export async function termsInForce(now: Date): Promise<Terms | undefined> {
  const all = await versions.list(partition, { limit: mostVersions, now });
  return all.map(({ data }) => data).findLast(({ effectiveFrom }) => effectiveFrom <= now);
}

/** Its text in a language, or in the next that is there: `de-CH`, `de`, the first. */
export function textIn({ texts }: Terms, language = ''): z.output<typeof text> | undefined {
  const primary = language.split('-')[0] ?? '';
  const byLanguage = new Map(Object.entries(texts)); // a language is whatever the browser says
  return byLanguage.get(language) ?? byLanguage.get(primary) ?? Object.values(texts)[0];
}

/** Adds a version; one that is there already stays as it is. */
export async function addTerms(added: Terms): Promise<void> {
  await versions.create(keyOf(added), added);
}
