import { app } from '@azure/functions';
import { restEnrichMembership } from '../../shared/generated/profiles/rest-enrich-membership.ts';
import { serve } from '../../shared/serve.ts';
import { membershipClaims } from './membership-claims.ts';
import { openMembership } from './memberships.ts';

/** REST-EnrichMembership: what the token and the next steps need to know of a member. */
export const enrichMembership = serve(restEnrichMembership, async ({ objectId, memberNumber }) =>
  membershipClaims(await openMembership(objectId, memberNumber)),
);

app.http('enrich-membership', { ...restEnrichMembership.http, handler: enrichMembership });
