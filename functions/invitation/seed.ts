import { addInvitation } from './invitations.ts';

/** Two invitations; the first is that of the example. */
export async function seed(): Promise<void> {
  const endsAt = new Date('2099-12-31T23:59:59.000Z');
  await addInvitation('ROW-4KX7-9QTB', { invitedBy: 'Mara Keller', endsAt });
  await addInvitation('ROW-7HD2-1MZC', { invitedBy: 'Jonas Frey', endsAt });
}
