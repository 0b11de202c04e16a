import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { restEnrichMembership } from '../../shared/generated/profiles/rest-enrich-membership.ts';
import { serve } from '../../shared/serve.ts';
import { membershipClaims } from './membership-claims.ts';
import { openMembership } from './memberships.ts';

/** REST-EnrichMembership: what the token and the next steps need to know of a member. */
export const enrichMembership = serve(restEnrichMembership, async (claims, { now }) => {
  limitLength('memberNumber', claims.memberNumber, 64);
  const membership = await openMembership(claims.objectId, claims.memberNumber, now);
  return membershipClaims(membership, now);
});

app.http('enrich-membership', { ...restEnrichMembership.http, handler: enrichMembership });
