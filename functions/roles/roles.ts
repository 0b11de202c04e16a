import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';

const grant = z.object({ roles: jsonColumn(z.array(z.string())) });

const grants = defineTable('roles', grant, {
  holds: 'Roles of an account, in one application or all.',
  personal: { partition: 'The object id of the account.', roles: 'Her roles.' },
  retention: 'Until somebody takes them away.',
  subject: (objectId) => ({ partition: objectId }),
});

/** Roles that a member has wherever she signs in. */
export const everyApplication = '*';

/** A partition for each account, in it a row for each application: read together at every sign-in. */
const keyOf = (objectId: string, applicationId: string) => ({
  partition: objectId,
  row: applicationId,
});

/** The roles of a member in an application, sorted, each once. */
export async function rolesOf(objectId: string, applicationId?: string): Promise<string[]> {
  const applications = new Set([everyApplication, applicationId ?? everyApplication]);
  const found = await Promise.all(
    [...applications].map((application) => grants.get(keyOf(objectId, application))),
  );
  const roles = found.flatMap((stored) => stored?.data.roles ?? []);
  return [...new Set(roles)].sort();
}

/** Grants roles; a grant that is there already stays as it is. */
export async function addRoles(
  objectId: string,
  applicationId: string,
  roles: string[],
): Promise<void> {
  await grants.create(keyOf(objectId, applicationId), { roles });
}
