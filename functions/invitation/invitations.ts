import { createHash } from 'node:crypto';
import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

/** An invitation, and whose it has become. */
const invitation = z.object({
  invitedBy: z.string(),
  endsAt: z.date(),
  redeemedAt: z.date().optional(),
  /** A digest of the email address, so that the address itself is not kept here. */
  redeemedBy: z.string().optional(),
});

/** An invitation as it is kept. */
export type Invitation = z.output<typeof invitation>;

/** An invitation that somebody has redeemed. */
export type Redeemed = Invitation & { readonly redeemedAt: Date };

const invitations = defineTable('invitations', invitation, {
  holds: 'Invitations, and by whom each was redeemed.',
  personal: {
    invitedBy: 'The name of the member who invites.',
    redeemedBy: 'A SHA-256 of the email address that redeemed it.',
    redeemedAt: 'When that was.',
  },
  retention: 'Until the invitation ends.',
  subject: (email) => ({ column: 'redeemedBy', equals: digestOf(email) }),
});

/** A partition for each code: redeeming one never waits for another. */
const keyOf = (code: string) => ({ partition: code, row: 'invitation' });

/**
 * Redeems an invitation for one email address: of many at a time one wins. Whoever has redeemed it
 * may do so again: B2C repeats calls, and people repeat a page that was refused for another reason.
 * Undefined where the code is unknown, ended or somebody else's.
 */
export async function redeemInvitation(
  code: string,
  email: string,
  now: Date,
): Promise<Redeemed | undefined> {
  const redeemedBy = digestOf(email);
  const stored = await changeEntity(
    invitations,
    keyOf(code.trim().toUpperCase()),
    (current) =>
      current && !current.redeemedBy
        ? { data: { ...current, redeemedAt: now, redeemedBy }, expires: current.endsAt }
        : undefined,
    now,
  );
  const redeemedAt = stored?.redeemedBy === redeemedBy ? stored.redeemedAt : undefined;
  return stored && redeemedAt && { ...stored, redeemedAt };
}

function digestOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/** Adds an invitation; one that is there already stays as it is. */
export async function addInvitation(code: string, added: Invitation): Promise<void> {
  await invitations.create(keyOf(code), added, { expires: added.endsAt });
}
