import { app } from '@azure/functions';
import type { Call } from '../../shared/call.ts';
import { restGetMemberRoles } from '../../shared/generated/profiles/rest-get-member-roles.ts';
import { serve } from '../../shared/serve.ts';
import { graphDirectory } from './graph-directory.ts';
import { graphApplication } from './graph-settings.ts';
import type { GroupDirectory } from './group-directory.ts';
import { readGroupRoles } from './group-roles.ts';
import { limitRoles } from './limit-roles.ts';
import { knownGroups } from './member-groups.ts';
import { rolesOf } from './roles.ts';

let directory: GroupDirectory | undefined;

/**
 * REST-GetMemberRoles: roles that were granted, and those of the member's groups. Who has no role gets no
 * `roles` claim. Where Graph is down and has told nothing of her in a day she has those that were
 * granted: fewer roles, never more.
 */
export const memberRoles = serve(restGetMemberRoles, async ({ objectId, applicationId }, call) => {
  const [granted, ofGroups] = await Promise.all([
    rolesOf(objectId, applicationId),
    rolesOfGroups(objectId, applicationId, call),
  ]);
  const { roles, left } = limitRoles([...granted, ...ofGroups]);
  if (left > 0) call.warn('Roles do not fit into a token.', { left });
  return { roles };
});

async function rolesOfGroups(
  objectId: string,
  applicationId: string | undefined,
  call: Call,
): Promise<readonly string[]> {
  const application = graphApplication();
  if (!application) return [];
  directory ??= graphDirectory(application);
  const table = await readGroupRoles(call.now);
  const matters = table.has;
  const { groups, source } = await knownGroups(directory, objectId, { now: call.now, matters });
  if (source === 'last-good' || source === 'none') {
    call.warn('Microsoft Graph does not answer.', { groups: source });
  }
  return table.rolesOf(groups, applicationId);
}

app.http('member-roles', { ...restGetMemberRoles.http, handler: memberRoles });
