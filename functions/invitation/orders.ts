import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { addInvitation, digestOf } from './invitations.ts';

/** What the office has ordered once, and the code that it got. */
const order = z.object({
  code: z.string(),
  issuedAt: z.date(),
  endsAt: z.date(),
  /** A digest of what was ordered: another order must not have the same id. */
  ordered: z.string(),
});

/** An order that was carried out. */
export type Order = z.output<typeof order>;

const orders = defineTable('invitationorders', order, {
  holds:
    'Which code an order of the office got, so that an order that is sent again gets it again.',
  personal: {},
  retention: 'Until the invitation ends.',
});

/** A partition for each order: they come one by one, and never meet. */
const keyOf = (orderId: string) => ({ partition: sha256(orderId), row: 'order' });

/** What the office orders. */
export interface InvitationOrder {
  /** The office's own: the same order has the same. */
  readonly orderId: string;
  readonly invitedBy: string;
  /** Absent: whoever has the code may redeem it. */
  readonly email: string | undefined;
  readonly days: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Issues an invitation. However often an order comes, and how many at a time, there is one invitation
 * for it. Undefined where the id is that of another order.
 */
export async function issueInvitation(
  { orderId, invitedBy, email, days }: InvitationOrder,
  now: Date,
): Promise<Order | undefined> {
  const ordered = sha256(JSON.stringify([invitedBy, email && digestOf(email), days]));
  const endsAt = new Date(now.getTime() + days * dayMs);
  const fresh = { code: newCode(), issuedAt: now, endsAt, ordered };
  const stored = await changeEntity(
    orders,
    keyOf(orderId),
    (current) => (current ? undefined : { data: fresh, expires: endsAt }),
    now,
  );
  if (stored?.ordered !== ordered) return undefined;
  // Also for an order that is there: whoever made it may have died before this line.
  const boundTo = email === undefined ? {} : { boundTo: digestOf(email) };
  await addInvitation(stored.code, { invitedBy, endsAt: stored.endsAt, ...boundTo });
  return stored;
}

/** Crockford's alphabet: nobody takes a letter for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `ROW-4KX7-9QTB`: 40 random bits, at least one of the characters a digit, as the policy wants it. */
function newCode(): string {
  const text = [...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return /\d/.test(text) ? `ROW-${text.slice(0, 4)}-${text.slice(4)}` : newCode();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
