import { resolveText } from '../claim-resolvers.ts';
import { fetchText } from '../fetch-text.ts';
import type { Page } from '../page.ts';
import type { Site } from '../site.ts';
import type { Transaction } from '../transaction.ts';

/** A customer's HTML, and where it came from. */
export interface Template {
  readonly url: string;
  readonly html: string;
}

const limitMs = 5_000;

/**
 * The HTML that the page's content definition names, where it can be had on this machine: `~/…` is
 * B2C's own, for which ours stands. What cannot be had is said in the trace, and ours stands too.
 * @see facts engine 4.1, 4.5
 */
export async function loadTemplate(
  { tenant }: Site,
  transaction: Transaction,
  { contentDefinitionId = '', language }: Page,
): Promise<Template | undefined> {
  const { policy, bag, trace, stepName } = transaction;
  const definition = policy.contentDefinitions.get(contentDefinitionId);
  const loadUri = definition?.loadUri?.trim();
  if (loadUri === undefined || loadUri === '' || loadUri.startsWith('~/')) return undefined;
  try {
    const url = new URL(tenant.reach(resolveText(loadUri, transaction, bag)));
    url.searchParams.set('ui_locales', language);
    for (const { name, value } of policy.relyingParty?.userJourneyBehaviors
      ?.contentDefinitionParameters ?? []) {
      url.searchParams.set(name, resolveText(value, transaction, bag));
    }
    return { url: url.href, html: await fetchText(tenant, url, limitMs) };
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : '';
    const text = `The page of "${contentDefinitionId}" stands in our own HTML: its own cannot be loaded. ${why}`;
    trace.add({ kind: 'hint', step: stepName, text });
    return undefined;
  }
}
