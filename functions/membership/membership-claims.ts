import type { restEnrichMembership } from '../../shared/generated/profiles/rest-enrich-membership.ts';
import type { OutputClaims } from '../../shared/profile.ts';
import { isActive, type Membership } from './memberships.ts';

/** A membership, at a time, as the policy reads it: its output claims are paths into the answer. */
export function membershipClaims(membership: Membership, now: Date) {
  return {
    'membership.tier': membership.tier,
    'membership.active': isActive(membership, now),
    'membership.since': membership.since,
    'membership.endsAt': membership.endsAt,
    'membership.noticePeriod': membership.noticePeriod,
    'rowing.outings': membership.outings,
    'rowing.meters': membership.meters,
    'rowing.crews': membership.crews,
    'contacts[0].phone': membership.captainPhone,
    'identities.federation': membership.federation,
    'identities.former': membership.former,
    'identities.linked': membership.linked,
  } satisfies OutputClaims<typeof restEnrichMembership>;
}
