import * as z from 'zod';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import type { GroupDirectory } from './group-directory.ts';

const remembered = z.object({ groups: jsonColumn(z.array(z.string())), readAt: z.date() });

const memory = defineTable('membergroups', remembered, {
  holds: 'The groups of an account as Microsoft Graph told them last, for when it does not answer.',
  personal: {
    partition: 'The object id of the account.',
    groups: 'The ids of her groups, of those that bring a role.',
    readAt: 'When Graph was asked.',
  },
  retention: 'A day after Graph was asked.',
  subject: (objectId) => ({ partition: objectId, row: 'groups' }),
});

/** A partition for each account: asked alone, at each of its sign-ins. */
const keyOf = (objectId: string) => ({ partition: objectId, row: 'groups' });

/** So long Graph is not asked again: who is taken out of a group keeps its roles at most so long. */
const freshMs = 5 * 60 * 1000;
/** So long its last answer is believed while it is down. */
const lastsMs = 24 * 60 * 60 * 1000;
/** What a column of Table storage holds: 32 Ki characters, of which an id takes 39. */
const mostGroups = 800;

/** The groups of an account, and where they come from. */
export interface KnownGroups {
  readonly groups: readonly string[];
  /** `none`: Graph does not answer, and never has in the last day. */
  readonly source: 'graph' | 'memory' | 'last-good' | 'none';
}

/**
 * The groups of an account that matter: what was read in the last five minutes, else what the directory
 * says, else, where that is down, what it said last. Others are not kept: somebody may be in thousands,
 * and a column holds 800. Throws only what storage throws.
 */
export async function knownGroups(
  directory: GroupDirectory,
  objectId: string,
  { now, matters }: { readonly now: Date; readonly matters: (groupId: string) => boolean },
): Promise<KnownGroups> {
  const known = (await memory.get(keyOf(objectId), now))?.data;
  if (known && now.getTime() - known.readAt.getTime() < freshMs) {
    return { groups: known.groups, source: 'memory' };
  }
  try {
    const groups = (await directory.groupsOf(objectId)).filter(matters).slice(0, mostGroups);
    const expires = new Date(now.getTime() + lastsMs);
    await memory.put(keyOf(objectId), { groups, readAt: now }, { expires });
    return { groups, source: 'graph' };
  } catch (error) {
    if (!(error instanceof DependencyUnavailable)) throw error;
    return known ? { groups: known.groups, source: 'last-good' } : { groups: [], source: 'none' };
  }
}
