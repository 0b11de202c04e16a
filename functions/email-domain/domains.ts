import { domainToASCII } from 'node:url';
import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';

/** What the club has decided about a domain and all below it. */
const verdict = z.object({
  isRefused: z.boolean(),
  /** The partner club whose domain it is. */
  partnerClub: z.string().optional(),
});

/** What the club has decided about a domain. */
export type Verdict = z.output<typeof verdict>;

const domains = defineTable('emaildomains', verdict, {
  holds: 'Domains of email addresses that are refused, or are those of partner clubs.',
  personal: {},
  retention: 'Until somebody deletes it.',
});

/** A partition for each domain: they are read one by one and never together. */
const keyOf = (domain: string) => ({ partition: domain, row: 'verdict' });

/** More labels than these have no mail server of their own. */
const maximumLabels = 5;

/** The verdict on the domain or, if it has none, on the nearest one above. */
export async function findVerdict(domain: string): Promise<Verdict | undefined> {
  const names = domainAndParents(domain);
  const found = await Promise.all(names.map((name) => domains.get(keyOf(name))));
  return found.find((stored) => stored !== undefined)?.data;
}

/** `mail.club.example` is itself and `club.example`: nobody owns the last label. */
function domainAndParents(domain: string): string[] {
  const ascii = domainToASCII(domain.trim().replace(/\.$/, ''));
  const labels = ascii.split('.').slice(-maximumLabels);
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

/** Adds a verdict; one that is there already stays as it is. */
export async function addVerdict(domain: string, added: Verdict): Promise<void> {
  await domains.create(keyOf(domain), added);
}
