import { createHash } from 'node:crypto';
import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

/** An invitation, and whose it has become. */
const invitation = z.object({
  invitedBy: z.string(),
  endsAt: z.date(),
  /** A digest of the only email address that may redeem it; absent: whoever has the code may. */
  boundTo: z.string().optional(),
  revokedAt: z.date().optional(),
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
    boundTo: 'A SHA-256 of the email address that may redeem it.',
    redeemedBy: 'A SHA-256 of the email address that redeemed it.',
    redeemedAt: 'When that was.',
  },
  retention: 'Until the invitation ends.',
  subject: (email) => [
    { column: 'redeemedBy', equals: digestOf(email) },
    { column: 'boundTo', equals: digestOf(email) },
  ],
});

/** A partition for each code: redeeming one never waits for another. */
const keyOf = (code: string) => ({ partition: code.trim().toUpperCase(), row: 'invitation' });

/**
 * Redeems an invitation for one email address: of many at a time one wins. Whoever has redeemed it
 * may do so again: B2C repeats calls, and people repeat a page that was refused for another reason.
 * Undefined where the code is unknown, ended, revoked, or somebody else's.
 */
export async function redeemInvitation(
  code: string,
  email: string,
  now: Date,
): Promise<Redeemed | undefined> {
  const redeemedBy = digestOf(email);
  const stored = await changeEntity(
    invitations,
    keyOf(code),
    (current) =>
      current && isFreeFor(current, redeemedBy)
        ? { data: { ...current, redeemedAt: now, redeemedBy }, expires: current.endsAt }
        : undefined,
    now,
  );
  const redeemedAt = stored?.redeemedBy === redeemedBy ? stored.redeemedAt : undefined;
  return stored && redeemedAt && { ...stored, redeemedAt };
}

function isFreeFor({ boundTo, redeemedBy, revokedAt }: Invitation, digest: string): boolean {
  return !redeemedBy && !revokedAt && (boundTo === undefined || boundTo === digest);
}

/** What has become of an invitation that the office wants back. */
export type Revocation = 'revoked' | 'redeemed' | 'unknown';

/** Takes an invitation back. One that was redeemed stays so: of both at a time the first wins. */
export async function revokeInvitation(code: string, now: Date): Promise<Revocation> {
  const stored = await changeEntity(
    invitations,
    keyOf(code),
    (current) =>
      current && !current.redeemedBy && !current.revokedAt
        ? { data: { ...current, revokedAt: now }, expires: current.endsAt }
        : undefined,
    now,
  );
  if (!stored) return 'unknown';
  return stored.revokedAt ? 'revoked' : 'redeemed';
}

/** Addresses are the same in whatever letter case, with blanks around them or not. */
export function digestOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/** Adds an invitation; one that is there already stays as it is. */
export async function addInvitation(code: string, added: Invitation): Promise<void> {
  await invitations.create(keyOf(code), added, { expires: added.endsAt });
}
