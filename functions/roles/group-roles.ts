import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { everyApplication } from './roles.ts';

/** What belonging to a group means in an application, or in every one. */
const groupRole = z.object({
  groupId: z.string(),
  applicationId: z.string(),
  roles: jsonColumn(z.array(z.string())),
});

const groupRoles = defineTable('grouproles', groupRole, {
  holds: 'Which roles the members of a group have in an application, or in all.',
  personal: {},
  retention: 'Until somebody deletes it.',
});

/** One partition: the whole table is read at once, by each process once a minute. */
const partition = 'groups';
const keyOf = (groupId: string, applicationId: string) => ({
  partition,
  row: `${groupId.toLowerCase()} ${applicationId}`,
});

/** More groups that mean something are no longer a table that anybody maintains. */
const mostRows = 2000;
const freshMs = 60_000;

/** The table as it was read. */
export interface GroupRoles {
  /** Whether a group brings a role anywhere. */
  has(groupId: string): boolean;
  /** The roles that groups bring in an application; groups that nobody gave a role bring none. */
  rolesOf(groups: readonly string[], applicationId: string | undefined): string[];
}

let known: { readonly at: number; readonly table: GroupRoles } | undefined;

/** At most a minute old. Throws what storage throws. */
export async function readGroupRoles(now: Date): Promise<GroupRoles> {
  const at = now.getTime();
  if (known && Math.abs(at - known.at) < freshMs) return known.table;
  const rows = await groupRoles.list(partition, { limit: mostRows });
  known = { at, table: index(rows.map(({ data }) => data)) };
  return known.table;
}

function index(rows: readonly z.output<typeof groupRole>[]): GroupRoles {
  const byGroup = Map.groupBy(rows, ({ groupId }) => groupId.toLowerCase());
  return {
    has: (groupId) => byGroup.has(groupId.toLowerCase()),
    rolesOf: (groups, applicationId) =>
      groups
        .flatMap((groupId) => byGroup.get(groupId.toLowerCase()) ?? [])
        .filter((row) => [everyApplication, applicationId].includes(row.applicationId))
        .flatMap(({ roles }) => roles),
  };
}

/** Gives a group roles; those that it has already stay as they are. Other processes know within a minute. */
export async function addGroupRoles(
  groupId: string,
  applicationId: string,
  roles: string[],
): Promise<void> {
  await groupRoles.create(keyOf(groupId, applicationId), { groupId, applicationId, roles });
  known = undefined;
}
