import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { domainAndParents } from './domain-names.ts';

/** What the club has decided about a domain and all below it. */
const verdict = z.object({
  isRefused: z.boolean(),
  /** The partner club whose domain it is. */
  partnerClub: z.string().optional(),
  /** Whether `nora+club@` is taken; absent: it is. */
  refusesSubAddresses: z.boolean().optional(),
});

/** What the club has decided about a domain. */
export type Verdict = z.output<typeof verdict>;

const domains = defineTable('emaildomains', verdict, {
  holds: 'Domains of email addresses: refused, allowed, or those of partner clubs.',
  personal: {},
  retention: 'Until somebody deletes it.',
});

/** A partition for each domain: they are read one by one and never together. */
const keyOf = (domain: string) => ({ partition: domain, row: 'verdict' });

/** The domain whose verdict is that of all others: refused, where only listed domains are let in. */
export const everyDomain = '*';

/**
 * The verdict on a domain: its own or that of the nearest one above; else `disposable` decides, and what
 * is none of these has the verdict on every domain, where there is one.
 * @param domain in ASCII
 */
export async function findVerdict(
  domain: string,
  isDisposable: (domain: string) => Promise<boolean>,
): Promise<Verdict | undefined> {
  const names = domainAndParents(domain);
  const [general, ...found] = await Promise.all(
    [everyDomain, ...names].map((name) => domains.get(keyOf(name))),
  );
  const own = found.find((stored) => stored !== undefined);
  if (own) return own.data;
  for (const name of names) if (await isDisposable(name)) return { isRefused: true };
  return general?.data;
}

/** Adds a verdict; one that is there already stays as it is. */
export async function addVerdict(domain: string, added: Verdict): Promise<void> {
  await domains.create(keyOf(domain), added);
}
