import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { restEnrichMembership } from '../../shared/generated/profiles/rest-enrich-membership.ts';
import { serve } from '../../shared/serve.ts';
import { currentMembership } from './current-membership.ts';
import type { MemberRegister } from './member-register.ts';
import { membershipClaims } from './membership-claims.ts';
import { officeApi, officeRegister } from './office-register.ts';

let register: MemberRegister | undefined;

/**
 * REST-EnrichMembership: what the token and the next steps need to know of a member. While the office
 * does not answer, what it said last, or nothing, so that the policy's DefaultValues hold; a claim tells.
 */
export const enrichMembership = serve(restEnrichMembership, async (claims, call) => {
  const { objectId, memberNumber } = claims;
  limitLength('memberNumber', memberNumber, 64);
  const { membership, isUnavailable } = await currentMembership(
    openRegister(),
    { objectId, memberNumber },
    call.now,
  );
  if (isUnavailable) call.warn('The office does not answer.', { known: membership !== undefined });
  return {
    ...(membership && membershipClaims(membership, call.now)),
    'membership.unavailable': isUnavailable,
  };
});

function openRegister(): MemberRegister | undefined {
  const api = officeApi();
  if (api) register ??= officeRegister(api);
  return register;
}

app.http('enrich-membership', { ...restEnrichMembership.http, handler: enrichMembership });
