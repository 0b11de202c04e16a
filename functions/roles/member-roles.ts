import { app } from '@azure/functions';
import { restGetMemberRoles } from '../../shared/generated/profiles/rest-get-member-roles.ts';
import { serve } from '../../shared/serve.ts';
import { rolesOf } from './roles.ts';

/** REST-GetMemberRoles: who has no role gets no `roles` claim. */
export const memberRoles = serve(restGetMemberRoles, async ({ objectId, applicationId }) => ({
  roles: await rolesOf(objectId, applicationId),
}));

app.http('member-roles', { ...restGetMemberRoles.http, handler: memberRoles });
